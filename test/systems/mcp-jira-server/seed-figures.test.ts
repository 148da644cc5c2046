import type { Plan } from "../../../plan/plan";
import { level, phase, said, testSeedFigures, timeline } from "../seed-figures";
import type { SeedFigure } from "../seed-figures";

const hour = 3600;
const minute = 60;

const task = (what: string) => (plan: Plan) => timeline(plan, what);
const takes = (what: string) => (plan: Plan) => task(what)(plan)?.takesSeconds;
const ref = (what: string) => (plan: Plan) => task(what)(plan)?.ref;
const when = (what: string) => (plan: Plan) => task(what)(plan)?.when;
const tests = (plan: Plan) => plan.tests.find(({ suite }) => suite === "tools");
const activity = (list: Plan["phases"][number]["activities"] | undefined, what: string) =>
  list?.find((one) => one.what === what)?.takesSeconds;
const day = (plan: Plan, what: string) => plan.announcements.find((one) => one.what === what)?.when;
const days = (from: number, to = from) => ({ fromDay: from, toDay: to });
const due = (name: string) => (plan: Plan) => plan.signOffs.find((one) => one.name === name)?.when;
const keyMetrics = (plan: Plan) => plan.dashboards.find(({ name }) => name === "key metrics")?.panels;

const work: readonly SeedFigure[] = [
  [3, "3 days", "length of the whole", { atLeastSeconds: 72 * hour, atMostSeconds: 72 * hour }, (plan) => plan.takes],
  [5, "100%", "pass rate asked for", 100, (plan) => tests(plan)?.passPercent],
  [28, "Day 1", "day of critical work", days(1), when("production environment")],
  [28, "Day 1", "day of the other critical work", days(1), when("pre-deployment validation")],
  [30, "4.2.1", "name of the task", "4.2.1", ref("production environment")],
  [31, "4 hours", "effort of setting up", 4 * hour, takes("production environment")],
  [41, "4.2.2", "name of the task", "4.2.2", ref("pre-deployment validation")],
  [42, "3 hours", "effort of validation", 3 * hour, takes("pre-deployment validation")],
  [46, "45/45", "tests of tools", 45, (plan) => tests(plan)?.count],
  [52, "Day 1-2", "days of high-priority work", days(1, 2), when("monitoring and alerting")],
  [52, "Day 1-2", "days of the other high-priority work", days(1, 2), when("documentation")],
  [54, "4.2.3", "name of the task", "4.2.3", ref("monitoring and alerting")],
  [55, "6 hours", "effort of monitoring", 6 * hour, takes("monitoring and alerting")],
  [65, "4.2.4", "name of the task", "4.2.4", ref("documentation")],
  [66, "4 hours", "effort of documentation", 4 * hour, takes("documentation")],
  [76, "Day 2-3", "days of medium-priority work", days(2, 3), when("phased deployment")],
  [76, "Day 2-3", "days of the other medium-priority work", days(2, 3), when("validation and sign-off")],
  [78, "4.2.5", "name of the task", "4.2.5", ref("phased deployment")],
  [79, "6 hours", "effort of deployment", 6 * hour, takes("phased deployment")],
  [89, "4.2.6", "name of the task", "4.2.6", ref("validation and sign-off")],
  [90, "4 hours", "effort of sign-off", 4 * hour, takes("validation and sign-off")],
];

const order = (plan: Plan) => [plan.staging?.stack, ...plan.phases.map(({ name }) => name)];

const phases: readonly SeedFigure[] = [
  [83, "Phase 1", "staging is first", "staging", (plan) => order(plan)[0]],
  [84, "Phase 2", "canary is second", "canary", (plan) => order(plan)[1]],
  [85, "Phase 3", "full is third", "full", (plan) => order(plan)[2]],
  [
    94,
    "45 tools",
    "tools that work in production",
    "at-least 45 number",
    (plan) => said(phase(plan, "full").advanceWhen, "tools operational"),
  ],
  [104, "Phase 1", "staging is first", "staging", (plan) => order(plan)[0]],
  [104, "Day 1", "day of staging", days(1), (plan) => plan.staging?.days],
  [105, "4 hours", "soak of staging", 4 * hour, (plan) => plan.staging?.soakSeconds],
  [109, "1h", "setting up staging", hour, (plan) => activity(plan.staging?.activities, "environment setup")],
  [114, "2h", "functional testing", 2 * hour, (plan) => activity(plan.staging?.activities, "functional testing")],
  [
    116,
    "45 tools",
    "tools validated on staging",
    "at-least 45 number",
    (plan) => said(plan.staging?.advanceWhen, "tools operational"),
  ],
  [119, "1h", "performance testing", hour, (plan) => activity(plan.staging?.activities, "performance testing")],
  [125, "45/45", "tests before the canary", 45, (plan) => tests(plan)?.count],
  [
    126,
    "<500ms avg",
    "mean response time on staging",
    "below 0.5 seconds",
    (plan) => said(plan.staging?.advanceWhen, "mean response time"),
  ],
  [130, "Phase 2", "canary is second", "canary", (plan) => order(plan)[1]],
  [130, "Day 2", "day of the canary", days(2), (plan) => phase(plan, "canary").days],
  [131, "6 hours", "soak of the canary", 6 * hour, (plan) => phase(plan, "canary").soakSeconds],
  [132, "10% traffic", "share of the canary", 10, (plan) => phase(plan, "canary").trafficPercent],
  [135, "2h", "canary release", 2 * hour, (plan) => activity(phase(plan, "canary").activities, "canary release")],
  [137, "10% traffic", "share of the canary at the edge", 10, (plan) => phase(plan, "canary").trafficPercent],
  [
    140,
    "3h",
    "real user monitoring",
    3 * hour,
    (plan) => activity(phase(plan, "canary").activities, "real user monitoring"),
  ],
  [
    145,
    "1h",
    "validation and decision",
    hour,
    (plan) => activity(phase(plan, "canary").activities, "validation and decision"),
  ],
  [
    151,
    "<0.5%",
    "error rate of the canary",
    "below 0.5 percent",
    (plan) => said(phase(plan, "canary").advanceWhen, "error rate"),
  ],
  [
    152,
    "10% of staging",
    "comparison with staging",
    "within 10 percent of staging",
    (plan) => said(phase(plan, "canary").advanceWhen, "mean response time"),
  ],
  [156, "Phase 3", "full is third", "full", (plan) => order(plan)[2]],
  [156, "Day 2-3", "days of full production", days(2, 3), (plan) => phase(plan, "full").days],
  [157, "4 hours", "soak of full production", 4 * hour, (plan) => phase(plan, "full").soakSeconds],
  [158, "100% traffic", "share of full production", 100, (plan) => phase(plan, "full").trafficPercent],
  [161, "2h", "full rollout", 2 * hour, (plan) => activity(phase(plan, "full").activities, "full rollout")],
  [162, "100% traffic", "share routed", 100, (plan) => phase(plan, "full").trafficPercent],
  [
    166,
    "2h",
    "post-deployment validation",
    2 * hour,
    (plan) => activity(phase(plan, "full").activities, "post-deployment validation"),
  ],
];

const watch: readonly SeedFigure[] = [
  [186, "45 tools", "tools behind the health path", 45, (plan) => plan.tools?.count],
  [186, "/health/tools", "path of the tools' health", "/health/tools", (plan) => plan.services[0]?.health.tools],
  [192, "p50", "median response time is shown", true, (plan) => keyMetrics(plan)?.includes("p50 response time")],
  [192, "p95", "95th percentile is shown", true, (plan) => keyMetrics(plan)?.includes("p95 response time")],
  [192, "p99", "99th percentile is shown", true, (plan) => keyMetrics(plan)?.includes("p99 response time")],
  [193, "4xx", "client errors are shown", true, (plan) => keyMetrics(plan)?.includes("4xx error rate")],
  [193, "5xx", "server errors are shown", true, (plan) => keyMetrics(plan)?.includes("5xx error rate")],
  [198, ">1% error rate", "error rate that pages", "above 1 percent", (plan) => level(plan, "error rate", "page")],
  [
    198,
    ">1000ms avg",
    "mean response time that pages",
    "above 1 seconds",
    (plan) => level(plan, "mean response time", "page"),
  ],
  [199, ">0.5% error rate", "error rate that warns", "above 0.5 percent", (plan) => level(plan, "error rate", "warn")],
  [
    199,
    ">500ms avg",
    "mean response time that warns",
    "above 0.5 seconds",
    (plan) => level(plan, "mean response time", "warn"),
  ],
  [208, "45/45", "tests of the checklist", 45, (plan) => tests(plan)?.count],
  [235, ">1000ms", "indicator of degradation", "above 1 seconds", (plan) => level(plan, "mean response time", "page")],
  [237, "<5 minutes", "time for a rollback", 5 * minute, (plan) => plan.rollback.withinSeconds],
  [243, "<15 minutes", "time to switch a tool off", 15 * minute, (plan) => plan.tools?.switchOffWithinSeconds],
  [249, "<30 minutes", "time until people watch by hand", 30 * minute, (plan) => plan.watchByHandWithinSeconds],
  [
    255,
    ">2% sustained for >5 minutes",
    "trigger on errors",
    "above 2 percent for 300 seconds",
    (plan) => said(plan.rollBackWhen, "error rate"),
  ],
  [
    256,
    ">2000ms for >3 minutes",
    "trigger on response time",
    "above 2 seconds for 180 seconds",
    (plan) => said(plan.rollBackWhen, "mean response time"),
  ],
  [
    257,
    ">50% failure rate",
    "trigger on one tool, without a window",
    "above 50 percent",
    (plan) => said(plan.rollBackWhen, "tool failure rate"),
  ],
  [261, "5 minutes", "time of the rollback script", 5 * minute, (plan) => plan.rollback.withinSeconds],
  [270, ">99.9% uptime", "availability asked for", "above 99.9 percent", (plan) => said(plan.targets, "availability")],
  [
    270,
    ">99.9% uptime",
    "availability of full production",
    "above 99.9 percent",
    (plan) => said(phase(plan, "full").advanceWhen, "availability"),
  ],
  [
    271,
    "<500ms",
    "mean response time asked for",
    "below 0.5 seconds",
    (plan) => said(plan.targets, "mean response time"),
  ],
  [272, "45 tools", "tools asked for", "at-least 45 number", (plan) => said(plan.targets, "tools operational")],
  [284, "<5 minute", "time of a proven rollback", 5 * minute, (plan) => plan.rollback.withinSeconds],
];

const afterwards: readonly SeedFigure[] = [
  [313, "Week 1", "first look back", days(1, 7), due("week-1")],
  [319, "Month 1", "second look back", days(1, 30), due("month-1")],
  [325, "Quarter 1", "third look back", days(1, 90), due("quarter-1")],
  [
    333,
    "January 10, 2025",
    "beginning",
    { kind: "date", fromDate: "2025-01-10" },
    (plan) => day(plan, "sprint begins"),
  ],
  [334, "January 13, 2025", "end", { kind: "date", fromDate: "2025-01-13" }, (plan) => day(plan, "sprint ends")],
  [335, "January 12, 2025", "go-live", { kind: "date", fromDate: "2025-01-12" }, (plan) => day(plan, "go-live")],
  [
    336,
    "January 13, 2025 4:00 PM",
    "review",
    { kind: "date", fromDate: "2025-01-13", minute: 16 * 60 },
    (plan) => day(plan, "sprint review"),
  ],
];

testSeedFigures("000", "mcp-jira-server", [...work, ...phases, ...watch, ...afterwards]);
