import type { Condition, Limit, Operator } from "../../plan/limit";
import { rangeText } from "./range-text";
import { measureOf, type Measure } from "./measure";
import { longWindow, selector, type WatchScope } from "./watch-scope";

const hourSeconds = 3600;

/** PromQL's sign for each operator, where being true is trouble. */
const trouble: Readonly<Record<Operator, string>> = {
  above: ">",
  below: "<",
  "at-least": ">=",
  "at-most": "<=",
  grows: ">",
};

/** PromQL's sign for the opposite of each operator, where being true is good. */
const broken: Readonly<Record<Operator, string>> = {
  above: "<=",
  below: ">=",
  "at-least": "<",
  "at-most": ">",
  grows: ">=",
};

/** What a threshold is asked about. */
interface Question {
  readonly condition: Condition;
  readonly measure: Measure;
  readonly scope: WatchScope;
  /** Only the candidate's series, or those of both tracks. */
  readonly of: "candidate" | "both";
}

const matchersOf = ({ of }: Question): readonly string[] => (of === "candidate" ? ['track="candidate"'] : []);

/** PromQL that gives a value for each series for which a trigger or an alert's level is reached, given the measure of its metric. */
export const troubleExpression = (question: Question): string => compared(question, trouble);

/** PromQL that gives a value for each series for which a limit does not hold, given the measure of its metric. */
export const brokenExpression = (question: Question): string => compared(question, broken);

function compared(question: Question, signs: Readonly<Record<Operator, string>>): string {
  const { condition, measure, scope } = question;
  const series = measure.series(...matchersOf(question));
  const value = condition.operator === "grows" ? growth(series, scope) : series;
  const parts = [`${value} ${signs[condition.operator]} ${condition.value}`, measure.enough, deadline(question)];
  return parts.filter((part) => part !== undefined).join(" and ");
}

/** PromQL that says how much a level has grown within an hour. Both ends are a mean over some minutes, and both must have been measured to their start. */
export function growth(series: string, scope: WatchScope): string {
  const calm = rangeText(longWindow(scope));
  const ends = [
    `avg_over_time(${series}[${calm}])`,
    `avg_over_time(${series}[${calm}] offset ${rangeText(hourSeconds)})`,
  ];
  return `round((${ends.join(" - ")}) and ${series} offset ${rangeText(growthSeconds(scope))}, 0.000001)`;
}

/** For how long a level must have been measured before its growth is known, in seconds. */
export const growthSeconds = (scope: WatchScope): number => hourSeconds + longWindow(scope);

/** Something that must be so by a time is not asked for before: the oldest process of the track has run as long as the plan gives it. */
function deadline({ condition, scope, measure }: Question): string | undefined {
  if (condition.withinSeconds === undefined) return undefined;
  const labels = measure.indicator.labels.filter((label) => label === "service" || label === "track").join(", ");
  const started = `min by (${labels}) (process_start_time_seconds${selector(scope)})`;
  return `on (${labels}) (time() - ${started} >= ${condition.withinSeconds})`;
}

/** A limit of a phase, as PromQL that gives a value for each series of the candidate for which it does not hold; nothing for one that people report. */
export function limitExpression(
  limit: Limit,
  scope: WatchScope,
  { better, staging }: { readonly better: "lower" | "higher"; readonly staging?: number },
): string | undefined {
  if (limit.kind === "threshold") {
    const measure = measureOf(limit.metric, limit, scope);
    return measure && brokenExpression({ condition: limit, measure, scope, of: "candidate" });
  }
  // A comparison has no limit of its own, so the long window stands for it.
  const measure = measureOf(limit.metric, { operator: "above", value: 0, unit: "number", forSeconds: 0 }, scope);
  if (measure === undefined) return undefined;
  const share = (better === "lower" ? 100 + limit.withinPercent : 100 - limit.withinPercent) / 100;
  const sign = better === "lower" ? ">" : "<";
  const candidate = measure.series('track="candidate"');
  if (limit.baseline === "stable")
    return `${candidate} ${sign} ignoring (track) ${share} * ${measure.series('track="stable"')}`;
  return staging === undefined ? undefined : `${candidate} ${sign} ${Number((share * staging).toPrecision(12))}`;
}
