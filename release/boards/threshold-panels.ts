import type { SeriesPanel } from "./board";
import type { BoardScope } from "./board-scope";
import { metricPanels } from "./metric-panels";
import { limitedMetrics } from "./plan-lines";
import { budgetPanel, sightPanels } from "./sight-panels";

/** A panel for every metric on which the plan sets a threshold now. */
export const thresholdPanels = (board: BoardScope): readonly SeriesPanel[] =>
  limitedMetrics(board.args).flatMap((metric) => metricPanels(board, metric));

/** What the error budget and the rules' own sight look like. */
export const oversightPanels = (board: BoardScope): readonly SeriesPanel[] => [
  ...budgetPanel(board),
  ...sightPanels(board),
];
