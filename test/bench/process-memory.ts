import { readdirSync, readFileSync } from "node:fs";

const pageBytes = 4096;

interface Held {
  readonly parent: number;
  readonly rssBytes: number;
}

/** Resident memory of a process and everything below it, in bytes. Pages that several of them share count once for each. */
export function treeRssBytes(root: number): number {
  const all = new Map<number, Held>();
  for (const entry of readdirSync("/proc")) {
    const held = /^\d+$/.test(entry) ? readHeld(entry) : undefined;
    if (held !== undefined) all.set(Number(entry), held);
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = all.get(at)?.parent) {
      if (at === root) return true;
    }
    return false;
  };
  return [...all].reduce((sum, [pid, { rssBytes }]) => sum + (isBelow(pid) ? rssBytes : 0), 0);
}

function readHeld(pid: string): Held | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), rssBytes: Number(fields[21]) * pageBytes };
  } catch {
    return undefined;
  }
}
