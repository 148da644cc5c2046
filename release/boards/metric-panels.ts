import type { Condition } from "../../plan/limit";
import { growth } from "../watch/threshold-expression";
import type { PanelLine, SeriesPanel } from "./board";
import { runbooksOf, type BoardScope } from "./board-scope";
import { measured, measuredQueries, measuresOf } from "./measured-query";
import { isGrowth, linesOf } from "./plan-lines";

/** The panels of a metric: its level, and its growth where the plan limits that. None for a metric that people report. */
export function metricPanels(board: BoardScope, metric: string): readonly SeriesPanel[] {
  const lines = linesOf(metric, board.args);
  const levels = lines.filter((line) => !isGrowth(line));
  const growing = lines.filter(isGrowth);
  const level = levelPanel(board, metric, levels);
  if (level === undefined) return [];
  return growing.length === 0 ? [level] : [level, growthPanel(board, metric, growing)];
}

function levelPanel(board: BoardScope, metric: string, lines: readonly PanelLine[]): SeriesPanel | undefined {
  const measures = measuresOf(board, metric, lines.map(conditionOf));
  if (measures.length === 0) return undefined;
  return {
    ...{ kind: "lines", title: metric, metric, unit: board.args.unitOf(metric) ?? "number" },
    ...{ queries: measuredQueries(board, measures), lines, runbooks: runbooksOfLines(board, lines) },
  };
}

function growthPanel(board: BoardScope, metric: string, lines: readonly PanelLine[]): SeriesPanel {
  const queries = measuresOf(board, metric, lines.map(conditionOf)).map((measure) => ({
    expr: growth(subject(measured(board, measure)), board.scope),
    legend: measure.indicator.labels.map((label) => `{{${label}}}`).join(" "),
  }));
  return {
    ...{ kind: "lines", title: `${metric}, growth within an hour`, metric, unit: "percent-per-hour" },
    ...{ queries, lines, runbooks: runbooksOfLines(board, lines) },
  };
}

/** A range can be taken of recorded series only; growth is an alert's matter, and an alert's series is recorded. */
function subject(expr: string): string {
  if (!expr.startsWith("sluice:")) throw new Error(`growth is taken of a recorded series, got ${expr}`);
  return expr;
}

const conditionOf = ({ condition }: PanelLine): Condition => ({ ...condition });

const runbooksOfLines = (board: BoardScope, lines: readonly PanelLine[]) =>
  runbooksOf(board, (name) => lines.some(({ alert }) => alert === name));
