import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { LabStatus } from "./lab-status";

/** Resident memory of a lab in MiB: of each component by its name, of everything else of the lab as "other". */
export function labMemory(init: number, status: LabStatus | undefined): Record<string, number> {
  const names = new Map(Object.entries(status?.steps ?? {}).map(([name, { pid }]) => [pid, name]));
  const space = readlinkSync(`/proc/${init}/ns/pid`);
  const result: Record<string, number> = {};
  for (const entry of readdirSync("/proc")) {
    const found = /^\d+$/.test(entry) ? readProcess(entry, space) : undefined;
    if (found === undefined) continue;
    const name = names.get(found.innerPid) ?? "other";
    result[name] = (result[name] ?? 0) + found.mebibytes;
  }
  return result;
}

function readProcess(pid: string, space: string): { innerPid: number; mebibytes: number } | undefined {
  try {
    if (readlinkSync(`/proc/${pid}/ns/pid`) !== space) return undefined;
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    // The last number is the process's own within the innermost namespace.
    const innerPid = Number(/^NSpid:.*\s(\d+)$/m.exec(text)?.[1]);
    return { innerPid, mebibytes: Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024 };
  } catch {
    return undefined;
  }
}
