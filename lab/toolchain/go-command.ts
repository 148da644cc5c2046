import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { goEnvironment } from "./go-installation";
import { ToolchainProblem, ToolchainStopped } from "./toolchain-problem";

const killAfterMilliseconds = 3_000;

/** One call of `go`. */
export interface GoCommand {
  readonly arguments: readonly string[];
  /** Folder of the Go module. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Says what the call is for, at the start of an error. */
  readonly purpose: string;
  /** Called with each line that `go` writes about its work. */
  readonly line?: (line: string) => void;
}

/**
 * Runs `go` and gives its standard output. When the signal comes, `go` and every compiler it started are stopped.
 *
 * @throws ToolchainProblem with one line when `go` fails, ToolchainStopped when the signal came.
 */
export async function runGo(command: GoCommand): Promise<string> {
  if (command.signal.aborted) throw new ToolchainStopped();
  // An own process group: go's compilers do not end when go alone is told to.
  const child = spawn("go", command.arguments, {
    cwd: command.folder,
    env: goEnvironment(),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = (): void => {
    signalGroup(child.pid, "SIGTERM");
    setTimeout(() => {
      signalGroup(child.pid, "SIGKILL");
    }, killAfterMilliseconds).unref();
  };
  command.signal.addEventListener("abort", stop, { once: true });
  const end = await outcome(child, command.line);
  command.signal.removeEventListener("abort", stop);
  if (command.signal.aborted) throw new ToolchainStopped();
  if (end.code === "ENOENT") throw new ToolchainProblem(`${command.purpose}: go must be on PATH, got none`);
  if (end.code !== 0) throw new ToolchainProblem(`${command.purpose}: ${explainGoFailure(end.stderr)}`);
  return end.stdout;
}

interface GoOutcome {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function outcome(
  child: ChildProcessByStdio<null, Readable, Readable>,
  line?: (line: string) => void,
): Promise<GoOutcome> {
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    for (const each of text.split("\n")) if (each !== "") line?.(each);
  });
  return new Promise((resolve) => {
    child.on("error", (failure: NodeJS.ErrnoException) => {
      resolve({ code: failure.code ?? failure.message, stdout, stderr: failure.message });
    });
    child.on("close", (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** What went wrong, in one line, from what `go` wrote. */
export function explainGoFailure(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("go: downloading"));
  const line = (pattern: RegExp): string | undefined => lines.find((each) => pattern.test(each))?.trim();
  const full = line(/no space left on device|disk quota exceeded/i);
  if (full !== undefined) {
    return `the disk is full (a first build needs about 20 GB for Go's caches); free some space and run it again: ${full}`;
  }
  const unreachable = line(
    /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake timeout|proxyconnect|network is unreachable/i,
  );
  if (unreachable !== undefined) {
    return `the Go module proxy cannot be reached; check the network or GOPROXY and run it again: ${unreachable}`;
  }
  const altered = line(/checksum mismatch|SECURITY ERROR/);
  if (altered !== undefined) return `a downloaded module is not the one that go.sum names: ${altered}`;
  return `go failed: ${lines.slice(-3).join(" | ").slice(0, 400)}`;
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended meanwhile.
  }
}
