import type { Limit } from "../../plan/limit";
import type { Proving } from "../gates/plan-stage";
import type { PanelQuery, SeriesPanel } from "./board";
import type { BoardScope } from "./board-scope";
import { measured, measuresOf } from "./measured-query";
import { metricPanels } from "./metric-panels";
import { isGrowth, linesOf } from "./plan-lines";

type Comparison = Extract<Limit, { readonly kind: "comparison" }>;

/** The candidate beside the stable version, for each limit of a phase that is measured. */
export function limitPanels(board: BoardScope, { advanceWhen }: Proving): readonly SeriesPanel[] {
  const metrics = [...new Set(advanceWhen.map(({ metric }) => metric))];
  return metrics.flatMap((metric) => {
    const comparisons = advanceWhen.filter(
      (limit): limit is Comparison => limit.kind === "comparison" && limit.metric === metric,
    );
    return metricPanels(board, metric).map((panel) => compared(board, panel, comparisons));
  });
}

function compared(board: BoardScope, panel: SeriesPanel, comparisons: readonly Comparison[]): SeriesPanel {
  if (comparisons.length === 0 || panel.lines.some(isGrowth)) return panel;
  const notes = comparisons.map(
    ({ withinPercent, baseline }) =>
      `Must stay within ${withinPercent} % of ${baseline}${baseline === "staging" ? "; the gate staging-comparison judges that by evidence" : ""}.`,
  );
  const bounds = comparisons.flatMap((limit) => boundOf(board, limit));
  return { ...panel, queries: [...panel.queries, ...bounds], note: notes.join(" ") };
}

/** How far from the stable version the candidate may be, as a line that moves with it. What staging measured is no series here. */
function boundOf(board: BoardScope, { metric, withinPercent, baseline }: Comparison): readonly PanelQuery[] {
  if (baseline !== "stable") return [];
  const conditions = linesOf(metric, board.args).map(({ condition }) => condition);
  const share = (board.args.betterOf(metric) === "lower" ? 100 + withinPercent : 100 - withinPercent) / 100;
  return measuresOf(board, metric, conditions)
    .slice(0, 1)
    .map((measure) => ({
      expr: `${share} * (${measured(board, measure, "stable")})`,
      legend: "allowed for {{service}}",
    }));
}
