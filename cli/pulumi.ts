import { spawn } from "node:child_process";

/** How a call of the Pulumi command line ended. */
export interface PulumiEnd {
  /** Its exit code; null when a signal ended it. */
  readonly code: number | null;
  /** What it wrote to its standard output, when it was read. */
  readonly out: string;
  /** Whether somebody asked us to stop meanwhile. */
  readonly interrupted: boolean;
}

/** Where and how to call it. */
export interface PulumiCall {
  /** Folder of the Pulumi project. */
  readonly root: string;
  /** `read` keeps the standard output for us, `told` shows it on our standard error, `own` gives it our terminal. */
  readonly output: "read" | "told" | "own";
  readonly env?: NodeJS.ProcessEnv;
}

const stdio = {
  read: ["ignore", "pipe", "inherit"],
  told: ["ignore", 2, 2],
  own: ["inherit", "inherit", "inherit"],
} as const;

/**
 * Runs the `pulumi` of the path to its end. An interrupt is Pulumi's to answer: it takes what it has begun to an end, and a second one
 * makes it stop at once. Throws when there is no such program.
 */
export function pulumi(words: readonly string[], { root, output, env = {} }: PulumiCall): Promise<PulumiEnd> {
  // A terminal sends its interrupts to every process of its group. Anybody else sends them to us, and we pass each on once.
  const shared = process.stdin.isTTY;
  const child = spawn("pulumi", [...words], {
    ...{ cwd: root, env: { ...process.env, ...env }, stdio: [...stdio[output]], detached: !shared },
  });
  let [out, interrupted] = ["", false];
  const interrupt = (signal: NodeJS.Signals): void => {
    interrupted = true;
    if (!shared || signal !== "SIGINT") child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  return new Promise<PulumiEnd>((done, failed) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      failed(error.code === "ENOENT" ? missing() : error);
    });
    child.on("close", (code) => {
      done({ code, out, interrupted });
    });
  }).finally(() => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
  });
}

const missing = (): Error =>
  new Error('program "pulumi": must be on the PATH, got none; try: eval "$(npx sluice env)"');

/** Runs `pulumi` and answers what it wrote. Throws when it fails; its own words have been shown by then. */
export async function readPulumi(words: readonly string[], root: string): Promise<string> {
  const { code, out } = await pulumi(words, { root, output: "read" });
  if (code === 0) return out;
  throw new Error(`pulumi ${words[0] ?? ""}: must end with 0, got ${String(code ?? "a signal")}`);
}
