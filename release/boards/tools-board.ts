import type { GivenBoard } from "../../plan/panel-word";
import type { Board, SeriesPanel } from "./board";
import { runbooksOf, type BoardScope } from "./board-scope";
import { measured, measuresOf } from "./measured-query";
import { metricPanels } from "./metric-panels";
import { boardOf } from "./plan-boards";
import { linesOf } from "./plan-lines";

const failures = "tool failure rate";

/** A heat map with a row for each tool, for the candidate and for the stable version, and how many tools work. None for a plan without tools. */
export function toolsBoard(board: BoardScope): readonly Board[] {
  const { tools } = board.args.plan;
  if (tools === undefined) return [];
  const counted = metricPanels(board, "tools operational");
  const maps = (["candidate", "stable"] as const).flatMap((track) => heatMap(board, track, tools.count));
  return [
    boardOf(board, {
      name: "tools" satisfies GivenBoard,
      description: `The ${tools.count} tools, one by one.`,
      rows: [{ panels: counted }, ...maps.map((map) => ({ title: map.title, panels: [map] }))],
    }),
  ];
}

function heatMap(board: BoardScope, track: "candidate" | "stable", count: number): readonly SeriesPanel[] {
  const all = linesOf(failures, board.args);
  // A trigger is about the candidate alone, so it colours no row of the stable version.
  const lines = track === "candidate" ? all : all.filter(({ level }) => level !== "rollback");
  const [measure] = measuresOf(
    board,
    failures,
    all.map(({ condition }) => condition),
  );
  if (measure === undefined) return [];
  const services = board.args.plan.services.length;
  const names = lines.map(({ alert }) => alert);
  return [
    {
      ...{ kind: "rows", title: `${failures}, ${track}`, metric: failures, unit: "percent", lines },
      queries: [{ expr: measured(board, measure, track), legend: services > 1 ? "{{service}} {{tool}}" : "{{tool}}" }],
      runbooks: runbooksOf(board, (alert) => names.includes(alert)),
      note: `${count} rows when every tool is there; a tool without calls has no colour.`,
      series: count,
    },
  ];
}
