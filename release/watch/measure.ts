import type { Condition } from "../../plan/limit";
import { rangeText } from "./range-text";
import type { Indicator, IndicatorContext } from "./indicator";
import { indicatorOf } from "./indicators";
import type { RecordRule } from "./rule";
import { longWindow, selector, shortWindow, type WatchScope } from "./watch-scope";

/** From this share on, a short window holds enough requests to be judged at once. */
const coarsePercent = 10;

/** Failures that are no accident, however few requests there were. */
const failuresEnough = 5;

/** Most requests that are ever waited for before a share of them is believed. */
const mostRequests = 1000;

/** Digits behind the point to which values are kept. Sums of floating point numbers must not page anybody. */
const precision = 0.000001;

/** One metric as it is measured for one condition: the recorded series, and when there is enough behind it. */
export interface Measure {
  readonly rule: RecordRule;
  /** The recorded series of this stack, of both tracks. */
  readonly series: (...matchers: readonly string[]) => string;
  readonly indicator: Indicator;
  /** What must be true beside the threshold, as PromQL to be joined with `and`; nothing when the value needs no minimum of requests. */
  readonly enough: string | undefined;
  /** Seconds over which the value is taken; 0 for a level that is read. */
  readonly windowSeconds: number;
}

/** Measures a metric for a condition, or nothing when people report it. */
export function measureOf(metric: string, condition: Condition, scope: WatchScope): Measure | undefined {
  const indicator = indicatorOf(metric, scope.plan);
  if (indicator === undefined) return undefined;
  const windowSeconds = windowFor(condition, scope);
  const record = recordName(metric, indicator.windowed ? windowSeconds : undefined);
  const value = indicator.value({ scope, windowSeconds });
  return {
    rule: { record, expr: `round(${value}, ${precision})`, labels: { namespace: scope.namespace } },
    series: (...matchers) => `${record}${selector(scope, ...matchers)}`,
    indicator,
    enough: enoughRequests(indicator, condition, { scope, windowSeconds }),
    windowSeconds: indicator.windowed ? windowSeconds : 0,
  };
}

/** A condition that must last is looked at through a short window again and again; one that counts at once needs a long one, or a single failure would decide. */
function windowFor({ unit, value, forSeconds }: Condition, scope: WatchScope): number {
  const short = shortWindow(scope);
  if (forSeconds >= short || (unit === "percent" && value >= coarsePercent && value <= 100 - coarsePercent))
    return short;
  return longWindow(scope);
}

const recordName = (metric: string, windowSeconds: number | undefined): string => {
  const words = metric.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  return `sluice:${words}${windowSeconds === undefined ? "" : `:over_${rangeText(windowSeconds)}`}`;
};

/**
 * A share needs as many requests as it takes for one failure alone not to pass the limit, or five failures. They are counted over the time that the
 * condition must last, or over the window of the value, whichever is longer.
 */
function enoughRequests(
  { sample, sampleMinimum, labels }: Indicator,
  { operator, value, forSeconds }: Condition,
  context: IndicatorContext,
): string | undefined {
  if (sample === undefined || operator === "grows") return undefined;
  const windowSeconds = Math.max(context.windowSeconds, forSeconds);
  const { all, bad } = sample({ ...context, windowSeconds });
  const tolerated = operator === "above" || operator === "at-least" ? value : 100 - value;
  const needed = sampleMinimum ?? Math.min(mostRequests, Math.ceil(100 / Math.max(tolerated, 100 / mostRequests)));
  // An increase is extrapolated, so that a whole number may come out a little smaller.
  const failures = bad === undefined ? "" : ` or ${bad} > ${failuresEnough - 1}`;
  return `on (${labels.join(", ")}) (${all} > ${needed - 1}${failures})`;
}
