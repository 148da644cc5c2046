import { readFileSync } from "node:fs";
import { evenShare } from "./even-share";
import { type Fault, faultOf, parseFault } from "./fault";
import type { Settings } from "./settings";

type Rate = "errorRate" | "latencyRate" | "cacheMissRate" | "authFailureRate";
type Listener = (fault: Fault) => void;

const watchMs = 50;

/** The faults of one instance: those of the watched control file, and on top of them those that were posted to it. */
export class Faults {
  private content: string | undefined;
  private problem: string | undefined;
  private watcher: NodeJS.Timeout | undefined;
  private fromFile: Fault = {};
  private posted: Fault = {};
  private readonly shares = new Map<string, (share: number) => boolean>();
  private readonly listeners: Listener[] = [];

  /** `report` is told of a control file that cannot be read; the faults that were in force then stay. */
  constructor(
    private readonly settings: Settings,
    private readonly report: (problem: string) => void,
  ) {
    this.readFile();
  }

  /** What is in force now. */
  get current(): Fault {
    return { ...this.fromFile, ...this.posted };
  }

  /** Replaces what was posted before; `{}` ends it. Throws an Error when the value is no fault. */
  post(value: unknown): void {
    this.posted = parseFault(value, this.settings.tools);
    this.tell();
  }

  /** Calls the listener now and at every change. */
  listen(listener: Listener): void {
    this.listeners.push(listener);
    listener(this.current);
  }

  /** Says whether this request is one of those that the rate hits; counts as one call of the rate. */
  hits(rate: Rate): boolean {
    const share = this.current[rate] ?? 0;
    return this.counter(rate)(share);
  }

  /** Says whether this call of a tool is to fail. */
  hitsTool(name: string): boolean {
    return this.counter(`tool ${name}`)(this.current.failingTools?.[name] ?? 0);
  }

  /** Milliseconds by which this request is to be late, 0 for most. */
  latencyMs(): number {
    const { latencyMs = 0, latencyRate = 1 } = this.current;
    return latencyMs > 0 && this.counter("latencyRate")(latencyRate) ? latencyMs : 0;
  }

  /** Follows the control file until `unwatch` is called; a change is seen within about 50 ms. */
  watch(): void {
    if (this.settings.faultsFile === undefined) return;
    // Reading sees a rename, a removal and two changes within one clock tick alike; events and times of the file do not.
    this.watcher = setInterval(() => this.readFile(), watchMs).unref();
  }

  /** Stops following the control file. */
  unwatch(): void {
    clearInterval(this.watcher);
  }

  private counter(name: string): (share: number) => boolean {
    const known = this.shares.get(name) ?? evenShare();
    this.shares.set(name, known);
    return known;
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.current);
  }

  private readFile(): void {
    const { faultsFile, version, service, tools } = this.settings;
    if (faultsFile === undefined) return;
    try {
      const content = contentOf(faultsFile);
      if (content === this.content) return;
      this.content = content;
      this.fromFile = content === undefined ? {} : faultOf(content, version, service, tools);
    } catch (error) {
      const { message } = error as Error;
      // Said once, not at each look.
      if (message !== this.problem) this.report(`fault file "${faultsFile}": ${message}`);
      this.problem = message;
      return;
    }
    this.problem = undefined;
    this.tell();
  }
}

/** The content of a file, undefined when there is none. */
function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
