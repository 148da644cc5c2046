import type { Board } from "./board";
import { boardScope, type BoardArgs } from "./board-scope";
import { limitsBoard } from "./limits-board";
import { planBoards } from "./plan-boards";
import { releaseBoard } from "./release-board";
import { toolsBoard } from "./tools-board";

/** Every board of a stack: the release, all thresholds, the tools, and those that the plan asks for. */
export function boardsOf(args: BoardArgs): readonly Board[] {
  const board = boardScope(args);
  return [releaseBoard(board), limitsBoard(board), ...toolsBoard(board), ...planBoards(board)];
}
