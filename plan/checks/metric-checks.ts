import { metricNames } from "../metric";
import type { Metric } from "../metric";
import type { SparsePlan } from "../plan";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import { suggestion } from "../suggestion";
import { listed } from "./listed";
import { addedMetrics, measures, metricIn } from "./measure";
import type { Measure } from "./measure";

type Sparse = Salvaged<SparsePlan>;

const unitText: Record<Metric["unit"], string> = {
  percent: 'a percentage such as "0.5 %"',
  seconds: 'a duration such as "500 ms"',
  number: 'a number without a unit such as "50"',
  "per-minute": 'a rate such as "10 a minute"',
  "bytes-per-second": 'a rate such as "10 MB a second"',
};

/** Metrics that nobody knows, thresholds in a wrong unit, and limits that point the wrong way. */
export function metricChecks(plan: Sparse): readonly Problem[] {
  const own = addedMetrics(plan).map(({ name }) => name);
  return [
    ...listed(plan.metrics).flatMap(([{ name }, at]) => takenName(name, `metrics[${at}].name`)),
    ...measures(plan).flatMap((measure) => {
      const metric = metricIn(plan, measure);
      if (metric === undefined) return [unknownMetric(measure, [...own, ...metricNames])];
      const units = unitProblems(measure, metric);
      return units.length > 0 ? units : [...directionProblems(measure, metric), ...countProblems(plan, measure)];
    }),
    ...listed(plan.alerts).flatMap(([{ metric, info, warn, page }, at]) => {
      if (metric === undefined || info || warn || page) return [];
      return [{ path: `alerts[${at}]`, problem: 'must have at least one level: "info", "warn" or "page"' }];
    }),
  ];
}

function takenName(name: string | undefined, path: string): readonly Problem[] {
  if (name === undefined || !(metricNames as readonly string[]).includes(name)) return [];
  return [{ path, problem: "must not be the name of a metric that every plan knows", got: `"${name}"` }];
}

function unknownMetric({ path, metric }: Measure, known: readonly string[]): Problem {
  const meant = suggestion(metric, known);
  const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
  const problem = `must be about a metric that the plan knows${hint} (allowed: ${known.join(", ")}; more under "metrics")`;
  return { path, problem, got: `"${metric}"` };
}

function unitProblems({ path, metric: name, condition }: Measure, metric: Metric): readonly Problem[] {
  if (condition?.unit === undefined || condition.value === undefined) return [];
  const grows = condition.operator === "grows";
  if (grows && metric.unit !== "percent") {
    return [{ path, problem: `must be a level: only a metric in percent grows, and "${name}" is in ${metric.unit}` }];
  }
  // `none` is nothing of any unit.
  const none = condition.operator === "at-most" && condition.value === 0;
  if (!grows && !none && condition.unit !== metric.unit) {
    const problem = `must be ${unitText[metric.unit]}, the unit of "${name}"`;
    return [{ path, problem, got: `${condition.value} (${condition.unit})` }];
  }
  if (!grows && metric.unit === "percent" && condition.value > 100) {
    return [{ path, problem: "must be from 0 % to 100 %", got: `${condition.value} %` }];
  }
  if (metric.source === "evidence" && condition.forSeconds !== undefined) {
    return [{ path, problem: `must have no duration: "${name}" is reported by people and tools, not measured` }];
  }
  return [];
}

function directionProblems({ path, metric: name, means, condition }: Measure, metric: Metric): readonly Problem[] {
  const operator = condition?.operator;
  if (operator === undefined) return [];
  const says = operator === "above" || operator === "at-least" || operator === "grows" ? "high" : "low";
  const wanted = (means === "limit") === (metric.better === "lower") ? "low" : "high";
  if (says === wanted) return [];
  const words = wanted === "high" ? '"above" or "at least"' : '"below" or "at most"';
  const problem = `must say what is ${means === "limit" ? "good" : "trouble"} with ${words}: "${name}" is better when ${metric.better}`;
  return [{ path, problem, got: `"${operator.replace("-", " ")}"` }];
}

function countProblems(plan: Sparse, { path, condition, metric }: Measure): readonly Problem[] {
  const all = plan.tools?.count;
  if (metric !== "tools operational" || condition?.outOf === undefined || all === undefined) return [];
  if (condition.outOf === all) return [];
  return [{ path, problem: `must be of the ${all} tools of the plan`, got: `of ${condition.outOf}` }];
}
