import { execFile } from "node:child_process";

/** How a short call of a program ended. */
export type ProgramAnswer =
  | { readonly kind: "succeeded"; readonly stdout: string }
  | { readonly kind: "failed"; readonly stderr: string }
  /** There is no such program. */
  | { readonly kind: "absent" };

/** Runs a program to its end and gives what it printed. It never throws: the caller decides what a failure means. */
export function runProgram(
  program: string,
  words: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly timeoutSeconds?: number } = {},
): Promise<ProgramAnswer> {
  const timeout = (options.timeoutSeconds ?? 0) * 1000;
  return new Promise((resolve) => {
    const call = execFile(program, words, { env: options.env ?? process.env, timeout }, (failure, stdout, stderr) => {
      if (failure === null) resolve({ kind: "succeeded", stdout });
      else if (failure.code === "ENOENT") resolve({ kind: "absent" });
      else resolve({ kind: "failed", stderr: stderr === "" ? failure.message : stderr });
    });
    call.stdin?.end();
  });
}
