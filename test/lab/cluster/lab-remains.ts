import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { labFolder } from "../../../lab/cluster/labs-folder";

/** What a lab that is gone may have left behind. */
export interface Remains {
  readonly processes: readonly string[];
  readonly files: readonly string[];
}

/** The network and process namespaces of a running process. */
export function namespacesOf(pid: number): readonly string[] {
  return [readlinkSync(`/proc/${pid}/ns/net`), readlinkSync(`/proc/${pid}/ns/pid`)];
}

/**
 * Looks for anything of the lab `name` on this machine: processes whose command line names its folder or that live in one
 * of its namespaces (a namespace exists as long as a process, a mount or an open file holds it; the lab makes no such
 * mount), and its folder.
 */
export function remainsOf(name: string, namespaces: readonly string[]): Remains {
  const folder = labFolder(name);
  const processes = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((pid) => belongs(pid, folder, namespaces))
    .map((pid) => `${pid} ${commandOf(pid)}`);
  return { processes, files: existsSync(folder) ? [folder] : [] };
}

function belongs(pid: string, folder: string, namespaces: readonly string[]): boolean {
  try {
    // A process that has ended and waits to be reaped by its parent holds nothing.
    if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) return false;
    if (commandOf(pid).includes(`${folder}/`) || commandOf(pid).endsWith(folder)) return true;
    return ["net", "pid"].some((kind) => namespaces.includes(readlinkSync(`/proc/${pid}/ns/${kind}`)));
  } catch {
    // It ended while it was looked at, or belongs to another user and so not to this lab.
    return false;
  }
}

const commandOf = (pid: string): string => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trimEnd();
