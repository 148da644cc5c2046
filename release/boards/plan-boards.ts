import type { Board, BoardRow, Panel } from "./board";
import type { BoardScope } from "./board-scope";
import { boardUid } from "./board-uid";
import { metricPanels } from "./metric-panels";
import { wordPanels } from "./panel-words";

/** A board of a stack, with what every board of the stack carries. */
export function boardOf(
  { args: { plan, namespace } }: BoardScope,
  { name, description, rows }: Pick<Board, "name" | "description" | "rows">,
): Board {
  return {
    uid: boardUid(namespace, name),
    ...{ name, title: `${plan.system}: ${name}`, description },
    tags: ["sluice", plan.system, namespace],
    rows: rows.filter(({ panels }) => panels.length > 0),
  };
}

/** The boards that the plan asks for, by its own names. */
export const planBoards = (board: BoardScope): readonly Board[] =>
  board.args.plan.dashboards.map(({ name, panels }) =>
    boardOf(board, {
      ...{ name, rows: rowsOf(board, panels) },
      description: `Asked for by the plan: ${panels.join(", ")}.`,
    }),
  );

/** A word becomes a row of its own; metrics between two words stand together. */
function rowsOf(board: BoardScope, panels: readonly string[]): readonly BoardRow[] {
  const rows: { title?: string; panels: Panel[] }[] = [];
  for (const said of panels) {
    const words = wordPanels(board, said);
    const last = rows.at(-1);
    if (words !== undefined) rows.push({ title: said, panels: [...words] });
    else if (last === undefined || last.title !== undefined) rows.push({ panels: [...metricPanels(board, said)] });
    else last.panels.push(...metricPanels(board, said));
  }
  return rows;
}
