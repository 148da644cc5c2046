import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Names one process for good: a number may be used again, a number with its start time and boot may not. */
export const hostProcess = z.object({ pid: z.number(), startTicks: z.number(), boot: z.string() });

/** A process of this machine, as seen from outside the lab. */
export type HostProcess = z.infer<typeof hostProcess>;

interface Stat {
  readonly state: string;
  readonly parent: number;
  readonly startTicks: number;
}

/** Identifies a running process; undefined when there is none of that number, or it has ended and only waits to be reaped. */
export function identifyProcess(pid: number): HostProcess | undefined {
  const stat = readStat(pid);
  if (stat === undefined || stat.state === "Z" || stat.state === "X") return undefined;
  return { pid, startTicks: stat.startTicks, boot: bootId() };
}

/** Says whether that very process still runs. */
export function isRunning(wanted: HostProcess): boolean {
  const found = identifyProcess(wanted.pid);
  return found !== undefined && found.startTicks === wanted.startTicks && found.boot === wanted.boot;
}

/** Lists the children of a process. */
export function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((candidate) => readStat(candidate)?.parent === pid);
}

/** Sends a signal to that very process; nothing happens when it is gone. */
export function signalProcess(wanted: HostProcess, signal: NodeJS.Signals): void {
  if (!isRunning(wanted)) return;
  try {
    process.kill(wanted.pid, signal);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "ESRCH") throw problem;
  }
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", parent: Number(fields[1]), startTicks: Number(fields[19]) };
  } catch {
    return undefined;
  }
}

const bootId = (): string => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
