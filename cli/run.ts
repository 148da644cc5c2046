/** Exit codes that scripts can tell apart, the same in every command. `notBegun` is Pulumi's own for a call that it does not understand. */
export const exitCodes = { ok: 0, mistake: 1, notBegun: 2, refused: 3, unknown: 4, interrupted: 130 } as const;

/** Runs an action of a command. What a person did wrong is one line a problem, without a stack, and exit code 1. */
export async function run(action: () => Promise<void> | void): Promise<void> {
  try {
    await action();
  } catch (error) {
    // A subclass such as TypeError is a bug of ours and keeps its stack.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    console.error(process.env["SLUICE_DEBUG"] === undefined ? `sluice: ${error.message}` : error);
    process.exitCode = exitCodes.mistake;
  }
}
