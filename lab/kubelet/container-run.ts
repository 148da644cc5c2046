import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Container, V1ContainerState, V1ContainerStatus } from "@kubernetes/client-node";
import { findImage } from "../images/find-image";
import { BackOff } from "./back-off";
import { containerMounts } from "./container-mounts";
import { ContainerProcess, type Ending } from "./container-process";
import { containerEnvironment } from "./environment";
import { runHook } from "./life-cycle-hook";
import { mountCommand } from "./mount-command";
import type { PodContext } from "./pod-context";
import type { ProbeTarget } from "./probe";
import { probeLoop } from "./probe-loop";
import { readData } from "./read-data";

/** When a container that has ended is started again. */
export type RestartPolicy = "Always" | "OnFailure" | "Never";

const retryMs = 500;
const eagerReadinessMs = 100;

/** One container of one pod through all its restarts: its process, its probes, its hooks, and its truthful status. */
export class ContainerRun {
  #state: V1ContainerState = { waiting: { reason: "ContainerCreating" } };
  #lastState: V1ContainerState = {};
  #restarts: number;
  #ready = false;
  #started = false;
  #process: ContainerProcess | undefined;
  #target: ProbeTarget | undefined;
  #stopping = new AbortController();
  readonly #backOff = new BackOff();

  constructor(
    readonly container: V1Container,
    private readonly context: PodContext,
    private readonly policy: RestartPolicy,
    private readonly changed: () => void,
    restarts: number,
  ) {
    this.#restarts = restarts;
  }

  /** The status as the API shows it. */
  get status(): V1ContainerStatus {
    const { name, image = "" } = this.container;
    const { pid } = this.#process ?? {};
    return {
      name,
      image,
      imageID: image,
      ...(pid !== undefined && { containerID: `process://${pid}` }),
      ready: this.#ready,
      started: this.#started,
      restartCount: this.#restarts,
      state: this.#state,
      lastState: this.#lastState,
    };
  }

  /** Runs the container until its policy says that it has ended for good, or until it is stopped; answers the last exit code. */
  async run(): Promise<number> {
    for (;;) {
      const process = await this.#start();
      if (process === undefined) return 137;
      const ending = await this.#live(process);
      const ranSeconds = (Date.now() - process.startedAt.getTime()) / 1000;
      const again = this.policy === "Always" || (this.policy === "OnFailure" && ending.exitCode !== 0);
      if (!again || this.#stopping.signal.aborted) return ending.exitCode;
      await this.#waitBackOff(ranSeconds);
      if (this.#stopping.signal.aborted) return ending.exitCode;
      this.#restarts += 1;
    }
  }

  /** Stops the container for good: `preStop`, SIGTERM, and SIGKILL when `graceSeconds` have passed since the call. */
  async stop(graceSeconds: number): Promise<void> {
    this.#stopping.abort();
    if (this.#process !== undefined) await this.#end(this.#process, graceSeconds);
  }

  /** Ends the process at once, for a node that is lost. */
  killNow(): void {
    this.#stopping.abort();
    this.#process?.kill("SIGKILL");
  }

  async #start(): Promise<ContainerProcess | undefined> {
    while (!this.#stopping.signal.aborted) {
      try {
        return await this.#spawn();
      } catch (problem) {
        const message = problem instanceof Error ? problem.message : String(problem);
        const reason = problem instanceof PullError ? "ImagePullBackOff" : "CreateContainerConfigError";
        this.#set({ waiting: { reason, message } });
        await sleep(retryMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  async #spawn(): Promise<ContainerProcess> {
    const { container, context } = this;
    const manifest = findImage(context.images, container.image ?? "");
    if (manifest === undefined) throw new PullError(`Back-off pulling image "${container.image ?? ""}": not found`);
    const read = readData(context);
    const pod = context.pod();
    const own = await containerEnvironment({ pod, container, address: context.address, image: manifest.env, read });
    const home = join(context.folder, ".home");
    mkdirSync(home, { recursive: true });
    const env = { PATH: process.env["PATH"] ?? "", HOME: home, TMPDIR: home, ...own };
    const imageCommand = [manifest.program, ...(container.args ?? manifest.args)];
    const full = container.command === undefined ? imageCommand : [...container.command, ...(container.args ?? [])];
    const folder = join(context.folder, container.name);
    const cwd = container.workingDir ?? home;
    this.#target = { container, address: context.address, env, folder: home };
    const scratch = join(folder, `mounts-${this.#restarts}`);
    const mounts = await containerMounts(container, context);
    if (this.#stopping.signal.aborted) throw new Error("stopped before it was started");
    // A working folder may exist within the mounts only; the mounting command goes there itself.
    const start = mounts.length === 0 ? cwd : context.folder;
    const command = mountCommand(mounts, scratch, cwd, full);
    return new ContainerProcess({ command, env, cwd: start, folder, restart: this.#restarts });
  }

  async #live(process: ContainerProcess): Promise<Ending> {
    this.#process = process;
    const { startupProbe, readinessProbe, lifecycle } = this.container;
    this.#started = startupProbe === undefined;
    this.#ready = startupProbe === undefined && readinessProbe === undefined;
    this.#set({ running: { startedAt: process.startedAt } });
    const probing = new AbortController();
    if (lifecycle?.postStart !== undefined && this.#target !== undefined) {
      void runHook(lifecycle.postStart, this.#target, 30_000);
    }
    this.#probe(process, probing.signal);
    const ending = await process.ended;
    probing.abort();
    this.#ready = this.#started = false;
    this.#process = undefined;
    this.#lastState = this.#state.terminated === undefined ? this.#lastState : this.#state;
    this.#set({ terminated: terminated(process, ending) });
    return ending;
  }

  #probe(process: ContainerProcess, signal: AbortSignal): void {
    const { startupProbe, readinessProbe, livenessProbe } = this.container;
    const target = this.#target;
    if (target === undefined) return;
    const kill = (reason: string, graceSeconds?: number): false => {
      this.context.log(`container ${this.container.name}: ${reason}`);
      void this.#end(process, graceSeconds ?? this.context.pod().spec?.terminationGracePeriodSeconds ?? 30);
      return false;
    };
    const begin = (): void => {
      this.#started = true;
      this.#ready = readinessProbe === undefined;
      this.changed();
      if (readinessProbe !== undefined) {
        const verdict = (passed: boolean): boolean => this.#becomeReady(passed);
        void probeLoop({ probe: readinessProbe, target, signal, verdict, eagerMs: eagerReadinessMs });
      }
      if (livenessProbe !== undefined) {
        const verdict = (passed: boolean, failure = ""): boolean =>
          passed || kill(`failed its liveness probe: ${failure}`, livenessProbe.terminationGracePeriodSeconds);
        void probeLoop({ probe: livenessProbe, target, signal, verdict });
      }
    };
    if (startupProbe === undefined) return begin();
    const verdict = (passed: boolean, failure = ""): boolean => {
      if (!passed) return kill(`failed its startup probe: ${failure}`, startupProbe.terminationGracePeriodSeconds);
      begin();
      return false;
    };
    void probeLoop({ probe: startupProbe, target, signal, verdict });
  }

  #becomeReady(passed: boolean): true {
    if (this.#ready !== passed) {
      this.#ready = passed;
      this.changed();
    }
    return true;
  }

  async #end(process: ContainerProcess, graceSeconds: number): Promise<void> {
    const end = Date.now() + graceSeconds * 1000;
    const timer = setTimeout(() => process.kill("SIGKILL"), graceSeconds * 1000);
    const hook = this.container.lifecycle?.preStop;
    if (hook !== undefined && this.#target !== undefined) {
      await Promise.race([runHook(hook, this.#target, end - Date.now()), process.ended]);
    }
    process.kill("SIGTERM");
    await process.ended;
    clearTimeout(timer);
  }

  async #waitBackOff(ranSeconds: number): Promise<void> {
    const wait = this.#backOff.next(ranSeconds);
    if (wait === 0) return;
    const { name } = this.container;
    const message = `back-off ${wait}s restarting failed container=${name}`;
    this.#lastState = this.#state;
    this.#set({ waiting: { reason: "CrashLoopBackOff", message } });
    await sleep(wait * 1000, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #set(state: V1ContainerState): void {
    this.#state = state;
    this.changed();
  }
}

class PullError extends Error {}

function terminated(process: ContainerProcess, ending: Ending): NonNullable<V1ContainerState["terminated"]> {
  const { exitCode, signal, message } = ending;
  return {
    exitCode,
    ...(signal !== undefined && { signal }),
    ...(message !== undefined && { message }),
    reason: exitCode === 0 ? "Completed" : "Error",
    startedAt: process.startedAt,
    finishedAt: new Date(),
  };
}
