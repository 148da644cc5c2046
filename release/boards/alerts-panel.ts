import { selector } from "../watch/watch-scope";
import type { SeriesPanel } from "./board";
import { runbooksOf, type BoardScope } from "./board-scope";
import { oversightPanels, thresholdPanels } from "./threshold-panels";

/** Everything that fires now, over time. It links the alerts that no panel of the board of limits is about. */
export function alertsPanel(board: BoardScope): SeriesPanel {
  const others = [...thresholdPanels(board), ...oversightPanels(board)];
  const linked = new Set(others.flatMap(({ runbooks }) => runbooks.map(({ alert }) => alert)));
  return {
    ...{ kind: "states", title: "what fires", unit: "yes-or-no", lines: [] },
    queries: [
      {
        expr: `ALERTS${selector(board.scope, 'alertstate="firing"')}`,
        legend: "{{severity}} {{alertname}} {{service}} {{track}}",
      },
    ],
    runbooks: runbooksOf(board, (alert) => !linked.has(alert)),
    note: "Watchdog always fires: without its bar nothing here can be believed.",
  };
}
