import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { treeUse } from "./process-tree";

/** How often memory is looked at: a pass over /proc costs about 4 ms of one core. */
const sampleMs = 200;

/** One command, measured from its start until its output is closed. */
export interface MeasuredRun {
  readonly seconds: number;
  /** Largest sum of resident memory over all processes of the command, as sampled. */
  readonly peakRssMiB: number;
  /** Processor time of all processes of the command, as last sampled. */
  readonly cpuSeconds: number;
  readonly out: string;
}

/** Measures a command that was just started. Throws with its output when it fails. */
export async function measuredRun(start: () => ChildProcess): Promise<MeasuredRun> {
  const begin = performance.now();
  const child = start();
  let [out, peakBytes, cpuSeconds] = ["", 0, 0];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  }
  const sampler = setInterval(() => {
    if (child.pid === undefined) return;
    const use = treeUse(child.pid);
    peakBytes = Math.max(peakBytes, use.rssBytes);
    cpuSeconds = Math.max(cpuSeconds, use.cpuSeconds);
  }, sampleMs);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(sampler);
  if (code !== 0) throw new Error(`${child.spawnargs.slice(-12).join(" ")}: ended with ${code}\n${out}`);
  return { seconds: (performance.now() - begin) / 1000, peakRssMiB: peakBytes / 2 ** 20, cpuSeconds, out };
}
