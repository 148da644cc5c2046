import { rangeText } from "./range-text";
import { measureOf } from "./measure";
import type { AlertRule, RecordRule } from "./rule";
import { troubleExpression } from "./threshold-expression";
import type { Watched, WatchLevel } from "./watched";
import type { WatchScope } from "./watch-scope";

/** The severity of each level: whoever is told of a page is told of a rollback. */
const severities = { info: "info", warn: "warn", page: "page", rollback: "page" } as const satisfies Record<
  WatchLevel,
  string
>;

/** What every alert of a stack carries, so that it can be routed, and found by the rollback. */
export const alertLabels = (
  { namespace, plan }: WatchScope,
  severity: "info" | "warn" | "page" | "none" | "escalation",
): Readonly<Record<string, string>> => ({ namespace, system: plan.system, severity });

/** The rules of one threshold: the value of its metric under a name, and the alert that reads it. Nothing for a metric that people report. */
export function thresholdRules(
  watched: Watched,
  scope: WatchScope,
  annotations: Readonly<Record<string, string>>,
): readonly [RecordRule, AlertRule] | undefined {
  const { metric, condition, level, phase } = watched;
  const measure = measureOf(metric, condition, scope);
  if (measure === undefined) return undefined;
  const of = level === "rollback" ? "candidate" : "both";
  const alert: AlertRule = {
    alert: watched.alert,
    expr: troubleExpression({ condition, measure, scope, of }),
    ...(condition.forSeconds > 0 ? { for: rangeText(condition.forSeconds) } : {}),
    labels: {
      ...alertLabels(scope, severities[level]),
      metric,
      ...(level === "rollback" ? { rollback: "true" } : {}),
      ...(phase === undefined ? {} : { phase }),
    },
    annotations,
  };
  return [measure.rule, alert];
}
