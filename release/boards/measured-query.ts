import type { Condition } from "../../plan/limit";
import { measureOf, type Measure } from "../watch/measure";
import { rangeText } from "../watch/range-text";
import type { PanelQuery } from "./board";
import type { BoardScope } from "./board-scope";

/** What stands for a metric on which nothing is set: counted at once, so over the long window. */
const plain: Condition = { operator: "above", value: 0, unit: "number", forSeconds: 0 };

/** How a metric is measured for each of some conditions, each way once; at least one way. Empty for a metric that people report. */
export function measuresOf(
  board: Pick<BoardScope, "scope">,
  metric: string,
  conditions: readonly Condition[],
): readonly Measure[] {
  const asked = conditions.length === 0 ? [plain] : conditions;
  const measures = asked.flatMap((condition) => measureOf(metric, condition, board.scope) ?? []);
  return [...new Map(measures.map((measure) => [measure.rule.record, measure])).values()];
}

/** PromQL of a measure: the recorded series where a rule records it, else what the rule would record. */
export function measured(
  { recorded }: Pick<BoardScope, "recorded">,
  measure: Measure,
  track?: "candidate" | "stable",
): string {
  if (recorded.has(measure.rule.record)) return measure.series(...(track === undefined ? [] : [`track="${track}"`]));
  if (track === undefined) return measure.rule.expr;
  return `${measure.rule.expr} and on (track) label_replace(vector(1), "track", "${track}", "", "")`;
}

/** Measures as queries, each named by what tells its series apart. */
export function measuredQueries(
  board: BoardScope,
  measures: readonly Measure[],
  track?: "candidate" | "stable",
): readonly PanelQuery[] {
  return measures.map((measure) => {
    const { indicator, windowSeconds } = measure;
    const labels = indicator.labels.map((label) => `{{${label}}}`).join(" ");
    const window = measures.length > 1 && windowSeconds > 0 ? `over ${rangeText(windowSeconds)}` : "";
    const legend = [labels, window].filter((word) => word !== "").join(" ");
    return { expr: measured(board, measure, track), legend: legend === "" ? "all" : legend };
  });
}
