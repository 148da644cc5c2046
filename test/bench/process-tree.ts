import { readdirSync, readFileSync } from "node:fs";

const pageBytes = 4096;
const ticksPerSecond = 100;

/** What a process and everything below it hold and have used so far. */
export interface TreeUse {
  /** Resident memory in bytes; pages that several of them share count once for each. */
  readonly rssBytes: number;
  /** Processor time in seconds, that of ended children included. */
  readonly cpuSeconds: number;
  readonly processes: readonly ProcessUse[];
}

/** What one process of the tree has used so far. */
export interface ProcessUse {
  readonly pid: number;
  readonly parent: number;
  readonly rssBytes: number;
  /** Its own processor time in seconds, and that of its ended children. */
  readonly cpuSeconds: { readonly own: number; readonly children: number };
}

/** The words that a process was started with; none when it has ended. */
export function wordsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
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
  const processes = [...all.values()].filter(({ pid }) => isBelow(pid));
  const sum = (of: (use: ProcessUse) => number): number => processes.reduce((total, use) => total + of(use), 0);
  return {
    processes,
    rssBytes: sum(({ rssBytes }) => rssBytes),
    cpuSeconds: sum(({ cpuSeconds: { own, children } }) => own + children),
  };
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
    const seconds = (from: number): number => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) / ticksPerSecond;
    const cpuSeconds = { own: seconds(11), children: seconds(13) };
    return { pid: Number(pid), parent, rssBytes: (fields[21] ?? 0) * pageBytes, cpuSeconds };
  } catch {
    return undefined;
  }
}
