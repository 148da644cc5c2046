import type { metrics, MetricName } from "../../plan/metric";
import type { Plan } from "../../plan/plan";
import type { Indicator } from "./indicator";
import { requestIndicators } from "./request-indicators";
import { resourceIndicators } from "./resource-indicators";
import { userIndicators } from "./user-indicators";
import { selector } from "./watch-scope";

type Measured = { [Name in MetricName]: (typeof metrics)[Name]["source"] extends "series" ? Name : never }[MetricName];

/** How each metric is measured that every plan knows and that is measured at all; a metric without an indicator does not compile. */
export const indicators = {
  ...requestIndicators,
  ...resourceIndicators,
  ...userIndicators,
} as const satisfies Record<Measured, Indicator>;

/** The indicator of a metric of the plan, or nothing for one that people report. */
export function indicatorOf(metric: string, plan: Pick<Plan, "metrics">): Indicator | undefined {
  const added = plan.metrics.find(({ name }) => name === metric);
  if (added !== undefined) return addedIndicator(added.query);
  return Object.hasOwn(indicators, metric) ? indicators[metric as Measured] : undefined;
}

/** A query of the plan answers for one track and knows no label of ours; it is asked for each track, and told apart by it. */
function addedIndicator(query: string): Indicator {
  const asked = (scope: Parameters<typeof selector>[0], track: string): string => {
    const matchers = selector(scope, `track="${track}"`).slice(1, -1);
    return `label_replace(${query.replaceAll("$track", () => matchers)}, "track", "${track}", "", "")`;
  };
  return {
    value: ({ scope }) => `${asked(scope, "candidate")} or ${asked(scope, "stable")}`,
    ...{ labels: ["track"], source: "", windowed: false },
  };
}
