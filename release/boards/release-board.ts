import type { GivenBoard } from "../../plan/panel-word";
import { provingOf } from "../gates/plan-stage";
import { total } from "../watch/request-indicators";
import { longWindow } from "../watch/watch-scope";
import { alertsPanel } from "./alerts-panel";
import type { Board, SeriesPanel } from "./board";
import type { BoardScope } from "./board-scope";
import { limitPanels } from "./limit-panels";
import { boardOf } from "./plan-boards";
import { releaseText } from "./release-text";
import { sightPanels } from "./sight-panels";
import { soakPanels } from "./soak-panels";

/** Where the release stands: phase, share, soak, gates, candidate against stable. */
export function releaseBoard(board: BoardScope): Board {
  const { args } = board;
  const proving = provingOf(args.plan, args.phase);
  const soak = proving === undefined ? [] : soakPanels(board, proving);
  const limits = proving === undefined ? [] : limitPanels(board, proving);
  return boardOf(board, {
    name: "release" satisfies GivenBoard,
    description: `Release ${args.release}, ${args.phase}.`,
    rows: [
      { panels: [{ kind: "text", title: "where it stands", text: releaseText(args) }, shareSet(board), ...soak] },
      { title: "shares", panels: [shareByVersion(board)] },
      { title: `limits of ${args.phase}: candidate against stable`, panels: limits },
      { title: "sight", panels: [alertsPanel(board), ...sightPanels(board)] },
    ],
  });
}

const shareSet = ({ args }: BoardScope): SeriesPanel => ({
  ...{ kind: "number", title: "share that the candidate was given", unit: "percent", lines: [], runbooks: [] },
  queries: [{ expr: `vector(${args.sharePercent})`, legend: "share" }],
  note: "Set by the last update. After a rollback the measured shares say more: the ceiling stands in the cluster.",
});

function shareByVersion({ scope }: BoardScope): SeriesPanel {
  const context = { scope, windowSeconds: longWindow(scope) };
  const each = total("http_requests_total", context, ["service", "track", "version"]);
  const all = total("http_requests_total", context, ["service"]);
  return {
    ...{ kind: "lines", title: "measured share by version", unit: "percent", lines: [], runbooks: [] },
    queries: [
      {
        expr: `100 * ${each} / on (service) group_left () (${all} > 0)`,
        legend: "{{service}} {{track}} {{version}}",
      },
    ],
  };
}
