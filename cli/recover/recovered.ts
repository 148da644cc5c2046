import type { Inputs } from "../../situation/read-inputs";
import { pulumi, readPulumi } from "../pulumi";
import { isLost, type Findings } from "./findings";
import { restoreProgress } from "./restore-progress";
import { stackState, type PendingOperation } from "./stack-state";

/** What a recovery has done. */
export interface Recovery {
  /** Whose locks were cleared, in words. */
  readonly locksCleared: readonly string[];
  /** What had been interrupted. The next `up` does it again, and takes over what it finds. */
  readonly interruptedOperations: readonly PendingOperation[];
  /** Whether lost progress was written again. */
  readonly progressRestored: boolean;
}

/**
 * Makes the stack ready again, in this order: progress before the refresh, which would forget it; the lock before what takes one.
 * Pending creates are cleared, not imported: Pulumi never uses the imported ones and creates again anyway, and a create is a server-side
 * apply by the one field manager, so that it takes over what the dead engine has made.
 */
export async function recovered(
  { root, stack, settings }: Inputs,
  found: Findings,
  tell: (line: string) => void,
): Promise<Recovery | "interrupted"> {
  const { locks, state, progress } = found;
  const lost = isLost(state, progress);
  if (lost && state.recorded !== undefined) await restoreProgress[settings.platform](state.recorded);
  const steps: (readonly string[])[] = [
    ...(locks?.length === 0 ? [] : [["cancel", "--yes", "--stack", stack]]),
    ["refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--non-interactive", "--stack", stack],
  ];
  for (const words of steps) {
    tell(`pulumi ${words.join(" ")}`);
    const { code, interrupted } = await pulumi(words, { root, output: "told" });
    if (interrupted) return "interrupted";
    if (code !== 0) throw new Error(`pulumi ${words[0] ?? ""}: must end with 0, got ${String(code ?? "a signal")}`);
  }
  const { pending } = stackState(await readPulumi(["stack", "export", "--stack", stack], root));
  if (pending.length > 0)
    throw new Error(`stack "${stack}": must have no pending operation left, got ${pending.length}`);
  return {
    locksCleared: (locks ?? []).map(({ holder }) => holder),
    interruptedOperations: state.pending,
    progressRestored: lost,
  };
}
