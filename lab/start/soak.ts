import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lab } from "../cluster/lab";
import type { SoakSlice } from "./soak-slice";

/** What to watch: one host, the candidate alone or whatever the router gives. */
export interface SoakArgs {
  readonly lab: Lab;
  /** Path of the bundled recorder. */
  readonly recorder: string;
  readonly host: string;
  /** `name:value` of the header that asks for the candidate; left out, everybody is watched. */
  readonly header?: string;
  /** Length of one slice, in seconds. */
  readonly sliceSeconds: number;
}

/** Requests a second while a soak is watched. */
const ratePerSecond = 100;
/** How long the answers of the last slice may take on a busy machine. */
const graceSeconds = 30;
/** A recorder that nobody stops ends by itself. */
const limitSeconds = 600;

/** Watches the candidate on real requests, from before its share is reached until somebody has seen enough: a soak without a gap. */
export class SoakWatch {
  private readonly slices: SoakSlice[] = [];
  private readonly child: ChildProcess;

  constructor({ lab, recorder, host, header = "-", sliceSeconds }: SoakArgs) {
    const url = `http://${lab.edge.host}:${lab.edge.port}/`;
    const numbers = [limitSeconds, sliceSeconds, ratePerSecond].map(String);
    this.child = lab.enter(process.execPath, [recorder, url, host, header, ...numbers], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    if (this.child.stdout === null) throw new Error("the recorder of the soak has no output");
    createInterface({ input: this.child.stdout }).on("line", (line) => this.slices.push(JSON.parse(line) as SoakSlice));
  }

  /** Waits until `untilSeconds` since the epoch was watched, ends the recorder and gives what it saw after `sinceSeconds`, in order of time. */
  async between(sinceSeconds: number, untilSeconds: number): Promise<readonly SoakSlice[]> {
    const latest = untilSeconds + graceSeconds;
    const isSeen = (): boolean => this.slices.some(({ at }) => at >= untilSeconds);
    while (!isSeen() && Date.now() / 1000 < latest) await sleep(100);
    await this.stop();
    return this.slices.filter(({ at }) => at >= sinceSeconds).toSorted((a, b) => a.at - b.at);
  }

  /** Ends the recorder. Safe to call twice. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill("SIGKILL");
    await once(this.child, "close");
  }
}
