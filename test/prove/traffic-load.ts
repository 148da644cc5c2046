import type { ChildProcess } from "node:child_process";
import { get } from "node:http";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lab } from "../../lab/cluster/lab";
import { bundleLoad } from "../../lab/load/bundle-load";
import type { LoadReport } from "../../lab/load/load-report";

/** What to send to the edge of a lab. */
export interface TrafficLoadArgs {
  readonly lab: Lab;
  readonly host: string;
  readonly ratePerSecond: number;
  /** Streams that are held open beside the requests. */
  readonly streams: number;
}

/** Longest time that a host may take until it answers for the first time, and the longest load. */
const limitSeconds = 3600;
/** Length of the slices in which answers are counted. */
export const sliceMs = 250;

/** A steady load on one host, from its first answer until somebody ends it: one process, whatever the stack does meanwhile. */
export class TrafficLoad {
  private child: ChildProcess | undefined;
  private report: Promise<LoadReport> | undefined;
  private given = false;

  constructor(private readonly args: TrafficLoadArgs) {}

  /** Begins as soon as the host answers with 2xx: whatever comes after the first answer counts. */
  async begin(): Promise<void> {
    const { lab, host, ratePerSecond, streams } = this.args;
    const program = join(lab.folder, "programs");
    mkdirSync(program, { recursive: true });
    const [load, port] = [await bundleLoad(program), await lab.forward(lab.edge.port, lab.edge.host)];
    while (!this.given && !(await answers(port, host))) await sleep(50);
    if (this.given) return;
    const numbers = { rate: ratePerSecond, seconds: limitSeconds, streams, "slice-ms": sliceMs };
    const words = Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const url = `http://${lab.edge.host}:${lab.edge.port}/`;
    this.child = lab.enter(process.execPath, [load, url, "--host", host, ...words], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.report = reportOf(this.child);
  }

  /** Ends the sending, waits for what is open and gives the whole count. Throws when nothing ever answered. */
  async end(): Promise<LoadReport> {
    this.given = true;
    this.child?.kill("SIGUSR2");
    if (this.report === undefined) throw new Error(`load "${this.args.host}": must answer once, got no answer`);
    return this.report;
  }
}

async function reportOf(child: ChildProcess): Promise<LoadReport> {
  const read = async (stream: NodeJS.ReadableStream | null): Promise<string> => {
    let text = "";
    for await (const piece of stream?.setEncoding("utf8") ?? []) text += String(piece);
    return text;
  };
  const [out, err] = await Promise.all([read(child.stdout), read(child.stderr)]);
  if (out === "") throw new Error(`the load generator failed: ${err}`);
  return JSON.parse(out) as LoadReport;
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: "127.0.0.1", port, headers: { host }, timeout: 1000, agent: false }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 0) >= 200 && (response.statusCode ?? 0) < 300);
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(false));
  });
}
