import { metricOf } from "../../plan/metric";
import type { Board } from "../../release/boards/board";
import type { BoardArgs } from "../../release/boards/board-scope";
import { boardsOf } from "../../release/boards/boards";

/** What the boards of a stack are made of, without what the plan's own table of metrics says. */
export type StackBoardArgs = Omit<BoardArgs, "unitOf" | "betterOf">;

/** Every board of a stack, with the units of the plan's metrics. */
export const stackBoards = (args: StackBoardArgs): readonly Board[] =>
  boardsOf({
    ...args,
    unitOf: (metric) => metricOf(metric, args.plan.metrics)?.unit,
    betterOf: (metric) => metricOf(metric, args.plan.metrics)?.better,
  });
