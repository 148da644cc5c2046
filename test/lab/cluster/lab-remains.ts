import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { isAlive, readOwner } from "../../../lab/cluster/lab-owner";
import { labFolder, labsFolder } from "../../../lab/cluster/labs-folder";

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
  const taken = takenByOthers(name);
  const left = namespaces.filter((namespace) => !taken.includes(namespace));
  const processes = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((pid) => belongs(pid, folder, left))
    .map((pid) => `${pid} ${commandOf(pid)}`);
  return { processes, files: existsSync(folder) ? [folder] : [] };
}

/** The namespaces of the labs that run beside it. Linux gives the number of a namespace that is gone to the next one. */
function takenByOthers(name: string): readonly string[] {
  const others = existsSync(labsFolder()) ? readdirSync(labsFolder()).filter((other) => other !== name) : [];
  return others.flatMap((other) => {
    const owner = readOwner(join(labsFolder(), other));
    try {
      return owner?.init !== undefined && isAlive(owner) ? namespacesOf(owner.init.pid) : [];
    } catch {
      // It ended while it was looked at.
      return [];
    }
  });
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
