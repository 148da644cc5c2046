import type { GivenBoard } from "../../plan/panel-word";
import { alertsPanel } from "./alerts-panel";
import type { Board } from "./board";
import type { BoardScope } from "./board-scope";
import { boardOf } from "./plan-boards";
import { oversightPanels, thresholdPanels } from "./threshold-panels";

/** Every metric with an alert, a trigger, a limit or a target, whether the plan puts it on a board or not; and what the rules can see. */
export const limitsBoard = (board: BoardScope): Board =>
  boardOf(board, {
    name: "limits" satisfies GivenBoard,
    description: "Every threshold of the plan that counts now, and whether the rules can see.",
    rows: [
      { title: "what fires", panels: [alertsPanel(board)] },
      { title: "thresholds", panels: thresholdPanels(board) },
      { title: "sight", panels: oversightPanels(board) },
    ],
  });
