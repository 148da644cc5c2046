import { readdirSync, readFileSync } from "node:fs";

const pageBytes = 4096;
const ticksPerSecond = 100;

/** What a process and everything below it hold and have used so far. */
export interface TreeUse {
  /** Resident memory in bytes; pages that several of them share count once for each. */
  readonly rssBytes: number;
  /** Processor time in seconds, that of ended children included. */
  readonly cpuSeconds: number;
}

interface ProcessUse extends TreeUse {
  readonly parent: number;
}

/** Adds up a process and everything below it. */
export function treeUse(root: number): TreeUse {
  const all = new Map<number, ProcessUse>();
  for (const entry of readdirSync("/proc")) {
    const use = /^\d+$/.test(entry) ? readUse(entry) : undefined;
    if (use !== undefined) all.set(Number(entry), use);
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = all.get(at)?.parent) {
      if (at === root) return true;
    }
    return false;
  };
  let [rssBytes, cpuSeconds] = [0, 0];
  for (const [pid, use] of all) {
    if (!isBelow(pid)) continue;
    rssBytes += use.rssBytes;
    cpuSeconds += use.cpuSeconds;
  }
  return { rssBytes, cpuSeconds };
}

function readUse(pid: string): ProcessUse | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold blanks and brackets.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0] = fields;
    const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0);
    return { parent, rssBytes: (fields[21] ?? 0) * pageBytes, cpuSeconds: ticks / ticksPerSecond };
  } catch {
    return undefined;
  }
}
