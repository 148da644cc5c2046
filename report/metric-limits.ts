import type { Limit } from "../plan/limit";
import type { Plan } from "../plan/plan";
import { conditionText } from "../release/watch/threshold-text";

/** What the plan says about a metric at one place. */
export interface MetricLimit {
  readonly source: string;
  readonly says: string;
}

/** Every place of the plan that holds a metric against something, in the order of how bad it is. */
export function metricLimits(plan: Plan, metric: string): readonly MetricLimit[] {
  const limits = (source: string, all: readonly Limit[]): readonly MetricLimit[] =>
    all.filter((limit) => limit.metric === metric).map((limit) => ({ source, says: `must be ${limitText(limit)}` }));
  return [
    ...limits("targets", plan.targets),
    ...(plan.staging === undefined ? [] : limits("staging, advance when", plan.staging.advanceWhen)),
    ...plan.phases.flatMap(({ name, advanceWhen }) => limits(`phase ${name}, advance when`, advanceWhen)),
    ...plan.alerts
      .filter((alert) => alert.metric === metric)
      .flatMap((alert) =>
        (["info", "warn", "page"] as const).flatMap((level) => {
          const condition = alert[level];
          return condition === undefined ? [] : [{ source: `alerts, ${level}`, says: conditionText(condition) }];
        }),
      ),
    ...triggers("roll back when", plan.rollBackWhen, metric),
    ...plan.phases.flatMap(({ name, rollBackWhen }) => triggers(`phase ${name}, roll back when`, rollBackWhen, metric)),
  ];
}

const triggers = (source: string, all: Plan["rollBackWhen"], metric: string): readonly MetricLimit[] =>
  all.filter((trigger) => trigger.metric === metric).map((trigger) => ({ source, says: conditionText(trigger) }));

const limitText = (limit: Limit): string =>
  limit.kind === "threshold" ? conditionText(limit) : `within ${limit.withinPercent} % of ${limit.baseline}`;
