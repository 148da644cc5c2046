import type { Plan } from "../../../plan/plan";
import { level, phase, said, testSeedFigures, timeline } from "../seed-figures";
import type { SeedFigure } from "../seed-figures";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

const days = (from: number, to = from) => ({ fromDay: from, toDay: to });
const range = (least: number, most = least) => ({ atLeastSeconds: least, atMostSeconds: most });
const passRate = (suite: string) => (plan: Plan) => plan.tests.find((one) => one.suite === suite)?.passPercent;
const share = (name: string) => (plan: Plan) => phase(plan, name).trafficPercent;
const limit = (name: string, metric: string) => (plan: Plan) => said(phase(plan, name).advanceWhen, metric);
const target = (metric: string) => (plan: Plan) => said(plan.targets, metric);
const check =
  (name: string, what: string, at = 0) =>
  (plan: Plan) =>
    phase(plan, name).checks.filter((one) => one.what === what)[at];
const every =
  (name: string, what: string, at = 0) =>
  (plan: Plan) =>
    check(name, what, at)(plan)?.every;
const forFirst =
  (name: string, what: string, at = 0) =>
  (plan: Plan) =>
    check(name, what, at)(plan)?.forFirstSeconds;
const position = (name: string) => (plan: Plan) => plan.phases.findIndex((one) => one.name === name) + 1;
const dueDay = (what: string) => (plan: Plan) => timeline(plan, what)?.when;
const dueWeek = (what: string) => (plan: Plan) => timeline(plan, what)?.week;
const aftercare = (what: string) => (plan: Plan) => plan.aftercare.find((one) => one.what === what);
const signOff = (plan: Plan, name: string) => plan.signOffs.find((one) => one.name === name);
const store = (name: string) => (plan: Plan) => plan.stores.find((one) => one.name === name);
const undo = (plan: Plan) => plan.migrations[0]?.undo?.at(-1);

const before: readonly SeedFigure[] = [
  [5, "100% pass rate", "staging checklist", 100, (plan) => plan.staging?.checklistPercent],
  [6, "2-4 weeks", "length of the whole", range(2 * week, 4 * week), (plan) => plan.takes],
  [14, "95%+", "manual checks that pass", 95, passRate("manual checks")],
  [15, "E2E", "suite of end to end tests", true, (plan) => plan.tests.some(({ suite }) => suite === "end to end")],
  [15, "90%+", "end to end tests that pass", 90, passRate("end to end")],
  [16, "24-48h", "soak of staging at least", 24 * hour, (plan) => plan.staging?.soakSeconds],
  [16, "24-48h", "soak of staging at most", 48 * hour, (plan) => plan.staging?.soakUpToSeconds],
  [18, "< 0.1%", "error rate on staging", "below 0.1 percent", (plan) => said(plan.staging?.advanceWhen, "error rate")],
];

const canary: readonly SeedFigure[] = [
  [54, "Phase 1", "canary is first", 1, position("canary")],
  [54, "5% Traffic", "share of the canary", 5, share("canary")],
  [54, "Day 1-2", "days of the canary", days(1, 2), (plan) => phase(plan, "canary").days],
  [54, "Day 1-2", "soak of the canary, two days", 48 * hour, (plan) => phase(plan, "canary").soakSeconds],
  [58, "5%", "share of servers", 5, share("canary")],
  [60, "every 15 minutes", "looks at error logs", range(15 * minute), every("canary", "error logs")],
  [66, "< 0.5%", "error rate of the canary", "below 0.5 percent", limit("canary", "error rate")],
  [79, "Phase 2", "graduated is next", 2, position("graduated")],
];

const graduated: readonly SeedFigure[] = [
  [83, "Phase 2", "graduated is second", 2, position("graduated")],
  [83, "25% Traffic", "share of the graduated rollout", 25, share("graduated")],
  [83, "Day 3-5", "days of the graduated rollout", days(3, 5), (plan) => phase(plan, "graduated").days],
  [
    83,
    "Day 3-5",
    "soak of the graduated rollout, three days",
    72 * hour,
    (plan) => phase(plan, "graduated").soakSeconds,
  ],
  [87, "25%", "share after the increase", 25, share("graduated")],
  [95, "< 0.1%", "error rate", "below 0.1 percent", limit("graduated", "error rate")],
  [102, "every 5 minutes", "looks at metrics", range(5 * minute), every("graduated", "metrics")],
  [103, "every 15 minutes", "looks at logs", range(15 * minute), every("graduated", "error logs")],
  [108, "5%", "share after stepping down", 5, (plan) => steppedDown(plan)],
  [111, "Phase 2", "graduated is tried again", 2, position("graduated")],
  [114, "Phase 3", "full is next", 3, position("full")],
];

function steppedDown(plan: Plan): number | undefined {
  const { onTrouble } = phase(plan, "graduated");
  return onTrouble.kind === "step-down" ? phase(plan, onTrouble.to).trafficPercent : undefined;
}

const full: readonly SeedFigure[] = [
  [118, "Phase 3", "full is third", 3, position("full")],
  [118, "100% Traffic", "share of full production", 100, share("full")],
  [118, "Day 6+", "days of full production", { fromDay: 6 }, (plan) => phase(plan, "full").days],
  [122, "100%", "share after the increase", 100, share("full")],
  [123, "24 hours", "soak of full production", 24 * hour, (plan) => phase(plan, "full").soakSeconds],
  [130, "< 0.1%", "error rate", "below 0.1 percent", limit("full", "error rate")],
  [135, "24 hours", "stable for a day", 24 * hour, (plan) => phase(plan, "full").soakSeconds],
  [138, "Every 1 minute", "first looks", range(minute), every("full", "metrics", 0)],
  [138, "first hour", "end of the first looks", hour, forFirst("full", "metrics", 0)],
  [139, "Every 5 minutes", "second looks", range(5 * minute), every("full", "metrics", 1)],
  [139, "8 hours", "end of the second looks", 8 * hour, forFirst("full", "metrics", 1)],
  [140, "Every 15 minutes", "third looks", range(15 * minute), every("full", "metrics", 2)],
  [140, "24 hours", "end of the third looks", 24 * hour, forFirst("full", "metrics", 2)],
  [144, "1 week", "intensive monitoring", week, (plan) => aftercare("intensive monitoring")(plan)?.forFirstSeconds],
  [145, "daily", "gap between daily checks", range(day), (plan) => aftercare("daily checks")(plan)?.every],
  [145, "2 weeks", "end of daily checks", 2 * week, (plan) => aftercare("daily checks")(plan)?.forFirstSeconds],
  [146, "2 weeks", "return to standard", 2 * week, (plan) => aftercare("daily checks")(plan)?.forFirstSeconds],
];

const timelines: readonly SeedFigure[] = [
  [153, "Week 1", "week of the sign-off", 1, dueWeek("final staging sign-off")],
  [154, "Day 1", "final staging sign-off", days(1), dueDay("final staging sign-off")],
  [155, "Day 2", "canary deployment", days(2), dueDay("canary deployment and review")],
  [155, "5%", "share of the canary", 5, share("canary")],
  [156, "Day 3", "canary monitoring", days(3), dueDay("canary monitoring")],
  [158, "Week 2", "week of the rollout", 2, dueWeek("graduated rollout and review")],
  [159, "Day 4", "graduated rollout", days(4), dueDay("graduated rollout and review")],
  [159, "25%", "share of the graduated rollout", 25, share("graduated")],
  [160, "Day 5", "graduated monitoring", days(5), dueDay("graduated monitoring")],
  [161, "Day 6", "full production", days(6), dueDay("full production")],
  [161, "100%", "share of full production", 100, share("full")],
  [162, "Day 7", "post-release monitoring", days(7), dueDay("post-release monitoring")],
  [164, "Week 3-4", "weeks of analysis", days(15, 28), dueDay("intensive monitoring and analysis of feedback")],
  [170, "2-4 weeks", "length of the whole", range(2 * week, 4 * week), (plan) => plan.takes],
];

const configuration: readonly SeedFigure[] = [
  [180, "5432", "port of the database", 5432, (plan) => store("database")(plan)?.port],
  [181, "6379", "port of the cache", 6379, (plan) => store("cache")(plan)?.port],
  [181, "6379/0", "number of the cache's database", "0", (plan) => store("cache")(plan)?.database],
  [181, "6379/0", "address of the cache", "redis://prod-redis:6379/0", (plan) => plan.services[0]?.env["REDIS_URL"]],
];

const targets: readonly SeedFigure[] = [
  [219, "< 0.1%", "error rate asked for", "below 0.1 percent", target("error rate")],
  [220, "p50 < 200ms", "median response time asked for", "below 0.2 seconds", target("p50 response time")],
  [220, "p95 < 500ms", "95th percentile asked for", "below 0.5 seconds", target("p95 response time")],
  [220, "p99 < 2s", "99th percentile asked for", "below 2 seconds", target("p99 response time")],
  [221, "FCP < 1.5s", "first contentful paint", "below 1.5 seconds", target("first contentful paint")],
  [221, "LCP < 2.5s", "largest contentful paint", "below 2.5 seconds", target("largest contentful paint")],
  [221, "CLS < 0.1", "cumulative layout shift", "below 0.1 number", target("cumulative layout shift")],
  [222, "< 60%", "CPU asked for", "below 60 percent", target("CPU")],
  [223, "< 80%", "memory asked for", "below 80 percent", target("memory")],
  [224, "< 50", "database connections asked for", "below 50 number", target("database connections")],
  [225, "> 80%", "cache hit rate asked for", "above 80 percent", target("cache hit rate")],
  [226, "> 99.9%", "availability asked for", "above 99.9 percent", target("availability")],
];

const alerts: readonly SeedFigure[] = [
  [229, "> 0.5%", "error rate that warns", "above 0.5 percent", (plan) => level(plan, "error rate", "warn")],
  [230, "> 1%", "error rate that pages", "above 1 percent", (plan) => level(plan, "error rate", "page")],
  [231, "p95 > 1s", "response time that warns", "above 1 seconds", (plan) => level(plan, "p95 response time", "warn")],
  [232, "p95 > 3s", "response time that pages", "above 3 seconds", (plan) => level(plan, "p95 response time", "page")],
  [233, "> 70%", "CPU that warns", "above 70 percent", (plan) => level(plan, "CPU", "warn")],
  [234, "> 85%", "CPU that pages", "above 85 percent", (plan) => level(plan, "CPU", "page")],
  [
    235,
    "> 2%/hour",
    "growth of memory that warns",
    "grows 2 percent-per-hour",
    (plan) => level(plan, "memory", "warn"),
  ],
  [236, "> 90%", "memory that pages", "above 90 percent", (plan) => level(plan, "memory", "page")],
  [239, "5 minutes", "answer to a page", { kind: "within", seconds: 5 * minute }, (plan) => plan.onCall.page],
  [240, "15 minutes", "answer to a warning", { kind: "within", seconds: 15 * minute }, (plan) => plan.onCall.warn],
  [241, "Next business day", "answer to a note", { kind: "next-business-day" }, (plan) => plan.onCall.info],
];

const rollback: readonly SeedFigure[] = [
  [269, "Phase 1", "canary is first", 1, position("canary")],
  [271, "< 10 minutes", "search for the cause", 10 * minute, (plan) => plan.onCall.investigateSeconds],
  [273, "5%", "share that goes back", 5, share("canary")],
  [277, "Phase 2", "graduated is second", 2, position("graduated")],
  [284, "Phase 3", "full is third", 3, position("full")],
  [294, "-10", "releases with a way back", 10, (plan) => plan.rollback.keepReleases],
  [302, "downgrade -1", "step back of the database", "-1", undo],
  [505, "downgrade -1", "step back of the database", "-1", undo],
  [447, "5% traffic", "share after partial degradation", 5, (plan) => steppedDown(plan)],
];

const release = (plan: Plan, kind: string) =>
  plan.announcements.map(({ when }) => when).find((one) => one.kind === kind);

const afterwards: readonly SeedFigure[] = [
  [312, "First 24 hours", "end of close watching", 24 * hour, forFirst("full", "rules and dashboards")],
  [313, "every 1-5 minutes", "close watching", range(minute, 5 * minute), every("full", "rules and dashboards")],
  [328, "2-4 Weeks", "time of the last look back", days(8, 28), (plan) => signOff(plan, "weeks-2-4")?.when],
  [
    385,
    "1 week before",
    "first announcement",
    { kind: "before", seconds: week, phase: "canary" },
    (plan) => release(plan, "before"),
  ],
  [397, "1 week after", "last announcement", { kind: "after", seconds: week }, (plan) => release(plan, "after")],
  [414, "5%", "share of the canary", 5, share("canary")],
  [415, "25%", "share of the graduated rollout", 25, share("graduated")],
  [416, "100%", "share of full production", 100, share("full")],
  [417, "< 0.1% after 24 hours", "error rate in the end", "below 0.1 percent", limit("full", "error rate")],
  [417, "24 hours", "when the end is", 24 * hour, (plan) => phase(plan, "full").soakSeconds],
  [512, "Day 1", "first sign-off", days(1), (plan) => signOff(plan, "day-1")?.when],
  [
    513,
    "< 0.1%",
    "error rate of the first sign-off",
    "below 0.1 percent",
    (plan) => said(signOff(plan, "day-1")?.limits, "error rate"),
  ],
  [518, "Day 7", "what follows the first sign-off", days(7), (plan) => plan.signOffs[1]?.when],
  [520, "Day 7", "second sign-off", days(7), (plan) => signOff(plan, "day-7")?.when],
  [521, "24+ hours", "stable at the second sign-off", 24 * hour, (plan) => signOff(plan, "day-7")?.heldSeconds],
  [528, "Week 2-4", "third sign-off", days(8, 28), (plan) => signOff(plan, "weeks-2-4")?.when],
  [
    539,
    "Q1 2026",
    "planned quarter",
    { kind: "date", fromDate: "2026-01-01", toDate: "2026-03-31" },
    (plan) => release(plan, "date"),
  ],
  [540, "Phase 1", "canary is first", 1, position("canary")],
];

testSeedFigures("002", "proofile", [
  ...before,
  ...canary,
  ...graduated,
  ...full,
  ...timelines,
  ...configuration,
  ...targets,
  ...alerts,
  ...rollback,
  ...afterwards,
]);
