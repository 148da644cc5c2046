import type { Condition } from "../../../plan/limit";
import type { Plan } from "../../../plan/plan";
import { growingMemory, stories, type History } from "./history";
import type { RuleCase } from "./rule-case";

/** Where the rules under test stand. */
export interface RulePlace {
  readonly plan: Plan;
  readonly namespace: string;
}

/** One threshold as the plan states it. */
export interface Expected {
  readonly metric: string;
  readonly level: "info" | "warn" | "page" | "rollback";
  readonly condition: Condition;
}

/** Every threshold that a plan states. */
export const expectedOf = (plan: Plan): readonly Expected[] => [
  ...plan.alerts.flatMap(({ metric, ...levels }) =>
    (["info", "warn", "page"] as const).flatMap((level) => {
      const condition = levels[level];
      return condition === undefined ? [] : [{ metric, level, condition }];
    }),
  ),
  ...plan.rollBackWhen.map(({ metric, ...condition }) => ({ metric, level: "rollback" as const, condition })),
];

const stepSeconds = 15;

/** Steps that a value is looked back over, as the metrics model promises: five minutes at once, one minute where the condition lasts or is coarse, none for a level. */
function windowSteps({ metric, condition }: Expected): number {
  if (condition.operator === "grows") return (3600 + 300) / stepSeconds;
  if (metric === "memory") return 1;
  const calm = condition.forSeconds === 0 && condition.unit !== "percent";
  // A window of five minutes holds 20 samples, so 19 steps from one to the next; one of a minute holds 3.
  return calm || (condition.forSeconds === 0 && condition.value < 10) ? 19 : 3;
}

const above = ({ metric, condition: { value, operator } }: Expected): number => {
  if (metric.endsWith("response time")) return value * 1.0001;
  return operator === "grows" ? value * 1.01 : value + 0.01;
};

const words: Readonly<Record<string, string>> = {
  "error rate": "ErrorRate",
  "p95 response time": "P95ResponseTime",
  "mean response time": "MeanResponseTime",
  "tool failure rate": "ToolFailureRate",
  CPU: "Cpu",
  memory: "Memory",
};

/** The name that an alert has by the convention of the project. */
export const nameOf = ({ metric, level, condition }: Expected): string =>
  `${words[metric] ?? metric}${condition.operator === "grows" ? "Growth" : ""}${level.charAt(0).toUpperCase()}${level.slice(1)}`;

/** Labels of an alert that fires for one service and track. */
export const firingLabels = (
  expected: Expected,
  { plan, namespace }: RulePlace,
  track: string,
): Record<string, string> => ({
  namespace,
  system: plan.system,
  severity: expected.level === "rollback" ? "page" : expected.level,
  metric: expected.metric,
  ...(expected.level === "rollback" ? { rollback: "true" } : {}),
  service: plan.services[0]?.name ?? "",
  track,
  ...(expected.metric === "tool failure rate" ? { tool: "search" } : {}),
});

/** What every threshold must and must not say: at the limit, just above it, one step before its window ends, on the other track, of a single failure. */
export function thresholdCases(expected: Expected, place: RulePlace): readonly RuleCase[] {
  const alert = nameOf(expected);
  const window = windowSteps(expected);
  const lasting = expected.condition.forSeconds / stepSeconds;
  const steps = window + lasting + 4;
  const story = expected.condition.operator === "grows" ? growingMemory : stories[expected.metric];
  if (story === undefined) throw new Error(`no story of "${expected.metric}"`);
  const healthySteps = expected.condition.operator === "grows" ? 0 : 24;
  const history = (value: number, track: string): History => ({
    ...{ metric: expected.metric, plan: place.plan, healthySteps, value, steps, stepSeconds },
    labels: { namespace: place.namespace, service: place.plan.services[0]?.name ?? "", track },
  });
  const end = (healthySteps + steps) * stepSeconds;
  const fires = (healthySteps + window + lasting) * stepSeconds;
  const firing = (track: string) => [firingLabels(expected, place, track)];
  const past = above(expected);
  const otherTrack = expected.level === "rollback" ? [] : firing("stable");
  return [
    {
      name: `${alert}: silent at the limit`,
      series: story(history(expected.condition.value, "candidate")),
      checks: [{ seconds: end, alert, firing: [] }],
    },
    {
      name: `${alert}: just above the limit`,
      series: story(history(past, "candidate")),
      checks: [
        { seconds: fires - stepSeconds, alert, firing: [] },
        { seconds: fires, alert, firing: firing("candidate") },
        { seconds: end, alert, firing: firing("candidate") },
      ],
    },
    {
      name: `${alert}: on the stable track`,
      series: story(history(past, "stable")),
      checks: [{ seconds: end, alert, firing: otherTrack }],
    },
  ];
}
