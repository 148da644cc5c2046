import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { processRole, type Role } from "./process-role";
import { treeUse, wordsOf } from "./process-tree";

/** How often memory is looked at: a pass over /proc costs about 4 ms of one core. */
const sampleMs = 200;

/** One command, measured from its start until its output is closed. */
export interface MeasuredRun {
  readonly seconds: number;
  /** Largest sum of resident memory over all processes of the command, as sampled. */
  readonly peakRssMiB: number;
  /** Processor time of all processes of the command, as last sampled. */
  readonly cpuSeconds: number;
  /** The same by what the processes are there for. */
  readonly cpuByRole: Readonly<Partial<Record<Role, number>>>;
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
  const seen = new Map<number, { readonly role: Role | undefined; readonly seconds: number }>();
  const sampler = setInterval(() => {
    if (child.pid === undefined) return;
    const use = treeUse(child.pid);
    peakBytes = Math.max(peakBytes, use.rssBytes);
    cpuSeconds = Math.max(cpuSeconds, use.cpuSeconds);
    for (const { pid, cpuSeconds: of } of use.processes) {
      seen.set(pid, { role: processRole(wordsOf(pid)) ?? seen.get(pid)?.role, seconds: of.own });
    }
  }, sampleMs);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(sampler);
  if (code !== 0) throw new Error(`${child.spawnargs.slice(-12).join(" ")}: ended with ${code}\n${out}`);
  const cpuByRole: Partial<Record<Role, number>> = {};
  for (const { role, seconds } of seen.values()) {
    if (role !== undefined) cpuByRole[role] = (cpuByRole[role] ?? 0) + seconds;
  }
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, peakRssMiB: peakBytes / 2 ** 20, cpuSeconds, cpuByRole, out };
}
