import { blindAlerts, liveRule, type SightQuestion } from "./blind-rules";
import { burnRateRules } from "./burn-rate-rules";
import { escalationRules } from "./escalation-rules";
import { indicatorOf } from "./indicators";
import { rangeText } from "./range-text";
import type { AlertRule, RecordRule, RuleGroup } from "./rule";
import { runbookPath } from "./runbook-path";
import { thresholdRules } from "./threshold-rules";
import { conditionText } from "./threshold-text";
import { stepSecondsOf, type WatchScope } from "./watch-scope";
import { watchedOf, type Watched } from "./watched";

/** What the rules of a stack follow from. */
export interface WatchArgs {
  readonly plan: WatchScope["plan"];
  readonly namespace: string;
  /** The stage that is applied: triggers of one phase are in force in that phase only. */
  readonly phase: string;
  /** Whether a candidate should answer requests, so that not seeing it is trouble. */
  readonly candidate: boolean;
  /** Where the runbooks are read, without a slash at the end: a page's path below it is `<system>/<alert>.md`. */
  readonly runbooks: string;
}

/** The thresholds that are in force at a stage. */
export const inForce = ({ plan, phase }: Pick<WatchArgs, "plan" | "phase">): readonly Watched[] =>
  watchedOf(plan).filter((one) => one.phase === undefined || one.phase === phase);

/** Every rule that a plan becomes: what is recorded, what fires, what says that nothing can be seen. */
export function watchRules(args: WatchArgs): readonly RuleGroup[] {
  const scope: WatchScope = { plan: args.plan, namespace: args.namespace, stepSeconds: stepSecondsOf(args.plan) };
  const watched = inForce(args);
  const annotations = (alert: string, summary: string) => annotationsOf(args, alert, summary);
  const pairs = watched.flatMap((one) => {
    const rules = thresholdRules(one, scope, annotations(one.alert, summaryOf(one, args.plan)));
    return rules === undefined ? [] : [rules];
  });
  const question: SightQuestion = { scope, watched, candidate: args.candidate, annotations };
  const interval = rangeText(scope.stepSeconds);
  const name = `sluice-${args.namespace}`;
  const thresholds = [...distinct(pairs.map(([record]) => record)), ...pairs.map(([, alert]) => alert)];
  const groups: readonly RuleGroup[] = [
    { name: `${name}-thresholds`, interval, rules: thresholds },
    { name: `${name}-sight`, interval, rules: [liveRule(question), ...blindAlerts(question)] },
    {
      name: `${name}-budget`,
      interval: rangeText(budgetSteps * scope.stepSeconds),
      rules: burnRateRules(scope, annotations),
    },
    { name: `${name}-escalation`, interval, rules: escalationRules(scope, annotations) },
  ];
  return groups.filter(({ rules }) => rules.length > 0);
}

/** Steps between two looks at the error budget, whose shortest window is twenty of them. */
const budgetSteps = 4;

/** The alerts among rules. */
export const alertsOf = (groups: readonly RuleGroup[]): readonly AlertRule[] =>
  groups.flatMap(({ rules }) => rules.flatMap((rule) => ("alert" in rule ? [rule] : [])));

const distinct = (rules: readonly RecordRule[]): readonly RecordRule[] => [
  ...new Map(rules.map((rule) => [rule.record, rule])).values(),
];

const annotationsOf = ({ plan, runbooks }: WatchArgs, alert: string, summary: string) => ({
  summary,
  runbook_url: `${runbooks}/${runbookPath(plan.system, alert)}`,
});

/** What an alert says first: whose value it is, the value, and the level that it passed. */
function summaryOf({ metric, condition, level }: Watched, plan: WatchScope["plan"]): string {
  const labels = indicatorOf(metric, plan)?.labels ?? [];
  const whose = labels.map((label) => `{{ $labels.${label} }}`).join(", ");
  const what = `${metric}${whose === "" ? "" : ` of ${whose}`}`;
  const value =
    condition.operator === "grows" ? `${what} grew by {{ $value }} within an hour` : `${what} is {{ $value }}`;
  return `${value}; the plan says ${levelWords[level]} when it ${condition.operator === "grows" ? "" : "is "}${conditionText(condition)}`;
}

const levelWords = { info: "note", warn: "warn", page: "page", rollback: "roll back" } as const;
