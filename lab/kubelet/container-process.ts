import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How a container's process ended. A process that could not be started counts as ended with 128. */
export interface Ending {
  readonly exitCode: number;
  readonly signal?: number;
  readonly message?: string;
}

/** What to start for a container. */
export interface ProcessArgs {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Folder of this container: one log a restart, and the number of the running process. */
  readonly folder: string;
  readonly restart: number;
}

const signalNumbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

/** One run of one container: a real process in a process group of its own, its output in a log of its own. */
export class ContainerProcess {
  readonly #child: ChildProcess;
  readonly startedAt = new Date();
  readonly ended: Promise<Ending>;

  constructor({ command, env, cwd, folder, restart }: ProcessArgs) {
    mkdirSync(folder, { recursive: true });
    const log = openSync(join(folder, `${restart}.log`), "a", 0o600);
    const [program = "", ...args] = command;
    this.#child = spawn(program, args, { env, cwd, stdio: ["ignore", log, log], detached: true });
    closeSync(log);
    this.ended = ending(this.#child).finally(() => {
      this.kill("SIGKILL");
      rmSync(join(folder, "pid"), { force: true });
    });
    if (this.#child.pid !== undefined) writeFileSync(join(folder, "pid"), `${this.#child.pid}`);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** SIGKILL reaches all that the container has started, any other signal its first process only, as with a real container. */
  kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(signal === "SIGKILL" ? -pid : pid, signal);
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== "ESRCH") throw problem;
    }
  }
}

function ending(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once("error", (problem) => resolve({ exitCode: 128, message: problem.message }));
    child.once("exit", (code, signal) => {
      const number = signal === null ? undefined : (signalNumbers[signal] ?? 0);
      resolve(number === undefined ? { exitCode: code ?? 0 } : { exitCode: 128 + number, signal: number });
    });
  });
}
