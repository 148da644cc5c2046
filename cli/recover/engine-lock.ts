import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { stateFolder, type StackPlace } from "./state-folder";

const LockFile = z.object({ pid: z.number().int(), username: z.string(), hostname: z.string(), timestamp: z.string() });

/** Whether the engine that made a lock still runs. `unknown` when that cannot be seen from here. */
export type Life = "alive" | "dead" | "unknown";

/** The lock that an engine holds on a stack, or has left behind. */
export interface EngineLock {
  readonly life: Life;
  /** Who made it and when, in words. */
  readonly holder: string;
  /** What is known of its engine, in words. */
  readonly known: string;
}

/** How this machine answers; a test gives its own. */
export interface Machine {
  readonly host: string;
  /** Name of the program that runs under a process id; nothing when none does, empty when its name cannot be read. */
  readonly program: (pid: number) => string | undefined;
}

/**
 * The locks on a stack that is kept in files. Other backends hold theirs out of our reach: undefined.
 * Pulumi keeps one file a lock, named by the process that made it (pkg/backend/diy/lock.go).
 */
export function engineLocks(place: StackPlace, machine: Machine = thisMachine): readonly EngineLock[] | undefined {
  const folder = stateFolder(place);
  if (folder === undefined) return undefined;
  const locks = join(folder, "locks");
  // Stacks that are older than Pulumi's projects have no project in their path.
  const folders = [join(locks, "organization", place.project, place.stack), join(locks, place.stack)];
  return folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith(".json"))
          .map((file) => lockOf(join(folder, file), machine))
      : [],
  );
}

function lockOf(path: string, machine: Machine): EngineLock {
  const read = LockFile.safeParse(parsed(readFileSync(path, "utf8")));
  if (!read.success) return { life: "unknown", holder: `the lock "${path}"`, known: "it cannot be read" };
  const { pid, username, hostname: host, timestamp } = read.data;
  const holder = `pid ${pid} of ${username} on ${host} since ${timestamp}`;
  return { holder, ...lifeOf(pid, host, machine) };
}

function lifeOf(pid: number, host: string, machine: Machine): Pick<EngineLock, "life" | "known"> {
  if (host !== machine.host) return { life: "unknown", known: `it ran on another machine than ${machine.host}` };
  const program = machine.program(pid);
  if (program === undefined) return { life: "dead", known: "no such process runs any more" };
  // The system gives the number of a dead process to another one in time.
  if (program !== "" && !program.startsWith("pulumi"))
    return { life: "unknown", known: `under its number now runs "${program}"` };
  return { life: "alive", known: "it is still running" };
}

const thisMachine: Machine = {
  host: hostname(),
  program: (pid) => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      // A process of somebody else may not be signalled, but it lives.
      if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
    }
    try {
      return runningProgram(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return "";
    }
  },
};

/** The name in `/proc/<pid>/stat`. A process that has ended keeps its number until its parent asks for it: a zombie runs nothing. */
function runningProgram(stat: string): string | undefined {
  const [, name = "", state = ""] = /^\d+ \((.*)\) (\S)/s.exec(stat) ?? [];
  return ["Z", "X"].includes(state) ? undefined : name;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
