import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childrenOf } from "../../../lab/cluster/host-process";
import { readOwner } from "../../../lab/cluster/lab-owner";
import { labFolder } from "../../../lab/cluster/labs-folder";
import { namespacesOf } from "./lab-remains";

const root = resolve(__dirname, "../../..");

/** What is killed with SIGKILL in a hard cycle: the command that starts, or a process that holds the lab together. */
export type Victim = "starting command" | "outer process" | "supervisor" | "etcd";

/** How a call of `npm run lab` ended. */
export interface Called {
  readonly code: number | null;
  readonly out: string;
}

/** Calls the lab's command line as a person does, as a process of its own. */
export function startCommand(words: readonly string[]): {
  readonly child: ChildProcess;
  readonly done: Promise<Called>;
} {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "lab/lab.ts"), ...words], { cwd: root });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  const done = once(child, "close").then(([code]) => ({ code: code as number | null, out }));
  return { child, done };
}

/** Calls the command line and waits for its end. */
export const call = (...words: readonly string[]): Promise<Called> => startCommand(words).done;

/** Starts a lab, kills `victim` after `delayMs`, and answers the namespaces that the lab had by then. */
export async function killedCycle(name: string, victim: Victim, delayMs: number): Promise<readonly string[]> {
  const { child, done } = startCommand(["up", "--name", name]);
  const begun = Date.now();
  const folder = labFolder(name);
  while (readOwner(folder)?.init === undefined && child.exitCode === null) await sleep(10);
  const owner = readOwner(folder);
  if (owner?.init === undefined || owner.outer === undefined)
    throw new Error(`lab "${name}": did not begin: ${(await done).out}`);
  const namespaces = namespacesOf(owner.init.pid);
  await sleep(Math.max(0, begun + delayMs - Date.now()));
  let pid: number | undefined;
  // A slow machine may not have begun the victim yet.
  while ((pid = victimPid(victim, child, owner.outer.pid, owner.init.pid)) === undefined && child.exitCode === null) {
    await sleep(20);
  }
  if (pid !== undefined) process.kill(pid, "SIGKILL");
  await done;
  return namespaces;
}

function victimPid(victim: Victim, child: ChildProcess, outer: number, init: number): number | undefined {
  if (victim === "starting command") return child.exitCode === null ? child.pid : outer;
  if (victim === "outer process") return outer;
  const [supervisor] = existsSync(`/proc/${init}`) ? childrenOf(init) : [];
  if (victim === "supervisor" || supervisor === undefined) return supervisor;
  // The supervisor starts etcd first, so it has the lowest number among its children.
  return childrenOf(supervisor).toSorted((a, b) => a - b)[0];
}
