import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { keyFiles } from "./credentials";
import type { Component, ComponentContext } from "./component";
import { lastWords } from "./last-words";
import { untilOk } from "./ready-check";
import type { ComponentStatus } from "./lab-status";

const readyLimitSeconds = 120;
const stopLimitMs = 5000;

/** A running component: its process, its log, and what is known of it. */
export class ComponentProcess {
  #child: ChildProcess | undefined;
  #status: ComponentStatus = { state: "waiting" };

  constructor(
    readonly name: string,
    private readonly component: Component,
    private readonly context: ComponentContext,
    private readonly changed: () => void,
  ) {}

  get status(): ComponentStatus {
    return this.#status;
  }

  /** Starts the program and waits until it says that it is ready. */
  async start(): Promise<void> {
    const begun = Date.now();
    const child = this.#spawn();
    this.#set({ state: "starting", ...(child.pid !== undefined && { pid: child.pid }) });
    const { url, trusted } = this.component.ready;
    await untilOk(url, {
      limitSeconds: readyLimitSeconds,
      failure: () => this.#failure(),
      ...(trusted === true && { authority: readFileSync(keyFiles(this.context.folder).authority, "utf8") }),
    }).catch((problem: unknown) => {
      throw new Error(`component "${this.name}": ${problem instanceof Error ? problem.message : String(problem)}`);
    });
    this.#set({ ...this.#status, state: "ready", readyAfterSeconds: (Date.now() - begun) / 1000 });
  }

  /** Ends the program: `signal` first, SIGKILL when it has not gone within five seconds. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    this.#set({ ...this.#status, state: "stopped" });
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), stopLimitMs);
    await gone;
    clearTimeout(timer);
  }

  #spawn(): ChildProcess {
    const { folder } = this.context;
    const [program, ...args] = this.component.command(this.context);
    const log = openSync(folder.logOf(this.name), "a", 0o600);
    const { identity } = this.component;
    const child = spawn(program, args, {
      stdio: ["ignore", log, log],
      cwd: folder.path,
      env: {
        ...process.env,
        ...(identity !== undefined && { KUBECONFIG: folder.kubeconfigOf(identity) }),
        ...this.component.environment,
      },
    });
    closeSync(log);
    this.#child = child;
    child.once("error", (problem) => this.#set({ state: "exited", exit: problem.message }));
    child.once("exit", (code, signal) => {
      if (child !== this.#child) return;
      const state = this.#status.state === "stopped" ? "stopped" : "exited";
      this.#set({ state, exit: signal ?? `exit code ${code ?? "unknown"}` });
    });
    return child;
  }

  #failure(): string | undefined {
    if (this.#status.state === "starting") return undefined;
    return `ended while starting (${this.#status.exit ?? this.#status.state}); ${lastWords(this.context.folder.logOf(this.name))}`;
  }

  #set(status: ComponentStatus): void {
    this.#status = status;
    this.changed();
  }
}
