import { blockerLine } from "../release/blocker";
import type { RefusedMove } from "../release/move";

/** Why nothing was done, for a person: a heading and one line for each blocker. */
export const refusal = (system: string, phase: string, { blockers }: RefusedMove): string =>
  [
    `${system}: phase "${phase}" is refused and nothing has changed, ${blockers.length === 1 ? "1 thing is" : `${blockers.length} things are`} missing:`,
    ...blockers.map((blocker) => `  - ${blockerLine(blocker)}`),
  ].join("\n");
