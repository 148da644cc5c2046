import type { Condition, Limit } from "../limit";
import { metricOf } from "../metric";
import type { Metric } from "../metric";
import type { SparsePlan } from "../plan";
import type { Salvaged } from "../salvage";
import type { AddedMetric } from "../watch";
import { listed } from "./listed";

type Sparse = Salvaged<SparsePlan>;

/** Where a plan holds a metric against something, and whether being true is good (`limit`) or trouble (`trouble`). */
export interface Measure {
  readonly path: string;
  readonly metric: string;
  readonly means: "limit" | "trouble";
  readonly level?: "trigger" | "info" | "warn" | "page";
  /** The phase it belongs to; absent for the whole plan. */
  readonly phase?: number;
  readonly condition?: Salvaged<Omit<Condition, "forSeconds">> & { readonly forSeconds?: number | undefined };
}

/** The metrics that a plan adds, as far as they could be parsed. */
export function addedMetrics(plan: Sparse): readonly AddedMetric[] {
  return listed(plan.metrics).flatMap(([{ name, unit, better, query }]) =>
    name === undefined || unit === undefined || better === undefined
      ? []
      : [{ name, unit, better, query: query ?? "" }],
  );
}

/** The metric that a measure is about, when the plan knows it. */
export function metricIn(plan: Sparse, measure: Measure): Metric | undefined {
  return metricOf(measure.metric, addedMetrics(plan));
}

/** Every place where a plan holds a metric against something. */
export function measures(plan: Sparse): readonly Measure[] {
  return [
    ...listed(plan.phases).flatMap(([phase, at]) => [
      ...limitsAt(phase.advanceWhen, `phases[${at}].advance when`, at),
      ...triggersAt(phase.rollBackWhen, `phases[${at}].roll back when`, at),
    ]),
    ...limitsAt(plan.staging?.advanceWhen, "staging.advance when"),
    ...limitsAt(plan.targets, "targets"),
    ...listed(plan.signOffs).flatMap(([{ limits }, at]) => limitsAt(limits, `sign-offs[${at}].limits`)),
    ...triggersAt(plan.rollBackWhen, "roll back when"),
    ...listed(plan.alerts).flatMap(([alert, at]) => levelsAt(alert, `alerts[${at}]`)),
  ];
}

function limitsAt(
  limits: readonly (Salvaged<Limit> | undefined)[] | undefined,
  path: string,
  phase?: number,
): readonly Measure[] {
  return listed(limits).flatMap(([limit]) => {
    if (limit.metric === undefined) return [];
    const place = { path: `${path}.${limit.metric}`, metric: limit.metric, means: "limit" } as const;
    const whole = { ...place, ...(phase !== undefined && { phase }) };
    return [limit.kind === "threshold" ? { ...whole, condition: limit } : whole];
  });
}

function triggersAt(triggers: Sparse["rollBackWhen"], path: string, phase?: number): readonly Measure[] {
  return listed(triggers).flatMap(([trigger, at]): Measure[] => {
    if (trigger.metric === undefined) return [];
    const place = { path: `${path}[${at}]`, metric: trigger.metric, means: "trouble", level: "trigger" } as const;
    return [{ ...place, ...(phase !== undefined && { phase }), condition: trigger }];
  });
}

function levelsAt(alert: NonNullable<NonNullable<Sparse["alerts"]>[number]>, path: string): readonly Measure[] {
  const { metric } = alert;
  if (metric === undefined) return [];
  return (["info", "warn", "page"] as const).flatMap((level): Measure[] => {
    const condition = alert[level];
    return condition ? [{ path: `${path}.${level}`, metric, means: "trouble", level, condition }] : [];
  });
}
