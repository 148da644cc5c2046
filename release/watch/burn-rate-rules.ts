import { burnRates, errorRatioLimit, type BurnRate } from "../burn-rate";
import { rangeText } from "./range-text";
import type { AlertRule, RecordRule } from "./rule";
import { alertLabels } from "./threshold-rules";
import { selector, type WatchScope } from "./watch-scope";

/** Over how many days the error budget is counted. */
export const budgetDays = 30;

/** Who hears of a burn rate: a ticket is read on the next business day. */
const severities = { page: "page", ticket: "info" } as const;

/** What must succeed in the long run, in percent, from the plan's targets: availability, else the error rate. Undefined: the plan has no such target. */
export function objectivePercent({ plan }: Pick<WatchScope, "plan">): number | undefined {
  const target = (metric: string): number | undefined =>
    plan.targets.flatMap((limit) => (limit.kind === "threshold" && limit.metric === metric ? [limit.value] : []))[0];
  const failing = target("error rate");
  return target("availability") ?? (failing === undefined ? undefined : 100 - failing);
}

/** Name of the recorded share of failed requests within a window. */
export const burnRecordName = (seconds: number): string => `sluice:failed_ratio:over_${rangeText(seconds)}`;

/** Name of the alert of one burn rate. */
export const burnAlertName = ({ longSeconds }: Pick<BurnRate, "longSeconds">): string =>
  `ErrorBudgetBurn${rangeText(longSeconds)}`;

/** The windows over which failed requests are counted, in seconds. */
export const burnWindows = (): readonly number[] => [
  ...new Set(burnRates(budgetDays).flatMap(({ longSeconds, shortSeconds }) => [shortSeconds, longSeconds])),
];

/** Recorded error ratios and the four alerts of the error budget. None without a target. Users do not know tracks, so these count both together. */
export function burnRateRules(
  scope: WatchScope,
  annotations: (alert: string, summary: string) => Readonly<Record<string, string>>,
): readonly (RecordRule | AlertRule)[] {
  const objective = objectivePercent(scope);
  if (objective === undefined) return [];
  const rates = burnRates(budgetDays);
  const alerts = rates.flatMap((rate): AlertRule[] => {
    const limit = errorRatioLimit(rate, objective);
    if (limit === undefined) return [];
    const above = (seconds: number): string => `${burnRecordName(seconds)}${selector(scope)} > ${rounded(limit)}`;
    const name = burnAlertName(rate);
    const summary = `{{ $labels.service }} fails so often that ${rate.budgetPercent} % of its monthly budget is gone in ${rangeText(rate.longSeconds)}`;
    return [
      {
        alert: name,
        expr: `${above(rate.longSeconds)} and on (service) ${above(rate.shortSeconds)}`,
        labels: alertLabels(scope, severities[rate.severity]),
        annotations: annotations(name, summary),
      },
    ];
  });
  return [...burnWindows().map((seconds) => ratioRule(seconds, scope)), ...alerts];
}

/** A limit that is 0.0144 must not be written as 0.014400000000000012. */
const rounded = (ratio: number): number => Number(ratio.toPrecision(9));

function ratioRule(seconds: number, scope: WatchScope): RecordRule {
  const range = `[${rangeText(seconds)}]`;
  const all = `sum by (service) (rate(http_requests_total${selector(scope)}${range}))`;
  const failed = `sum by (service) (rate(http_requests_total${selector(scope, 'code=~"5.."')}${range}))`;
  const expr = `round((${failed} or ${all} * 0) / (${all} > 0), 0.00000001)`;
  return { record: burnRecordName(seconds), expr, labels: { namespace: scope.namespace } };
}
