import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { hostProcess, isRunning, signalProcess } from "./host-process";
import { labsFolder } from "./labs-folder";
import { runFolder } from "./run-folder";

const labOwner = z.object({ creator: hostProcess, outer: hostProcess.optional(), init: hostProcess.optional() });
const killLimitMs = 10_000;
const unownedMs = 60_000;

/** Who holds a lab: the process that made it, and once it runs the two processes that hold its namespaces. */
export type LabOwner = z.infer<typeof labOwner>;

/** Writes who holds the lab, in one step. */
export function writeOwner(path: string, owner: LabOwner): void {
  writeFileSync(`${path}.new`, JSON.stringify(owner));
  renameSync(`${path}.new`, path);
}

/** Reads who holds the lab in `folder`; undefined when nothing readable says so. */
export function readOwner(folder: string): LabOwner | undefined {
  try {
    return labOwner.parse(JSON.parse(readFileSync(runFolder(folder).owner, "utf8")));
  } catch {
    return undefined;
  }
}

/** A lab lives while its init process runs, or while its creator is still about to start one. */
export function isAlive(owner: LabOwner | undefined): boolean {
  if (owner === undefined) return false;
  return owner.init === undefined ? isRunning(owner.creator) : isRunning(owner.init);
}

/** Ends every process of a lab and removes its folder. Safe for a lab that is half started, half gone, or gone. */
export async function removeLab(folder: string): Promise<void> {
  const owner = readOwner(folder);
  for (const one of [owner?.init, owner?.outer]) {
    if (one === undefined) continue;
    signalProcess(one, "SIGKILL");
    await untilGone(() => isRunning(one), folder);
  }
  removeFolder(folder);
}

/** Removes what dead labs have left behind; answers their names. */
export async function removeLeftovers(): Promise<string[]> {
  const all = labsFolder();
  if (!existsSync(all)) return [];
  const dead = readdirSync(all).filter((name) => isDead(join(all, name)));
  for (const name of dead) await removeLab(join(all, name));
  return dead;
}

function removeFolder(folder: string): void {
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  try {
    remove();
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "EACCES") throw problem;
    // A container may leave folders that not even their owner may enter.
    openFolders(folder);
    remove();
  }
}

function openFolders(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(join(folder, entry.name));
  }
}

function isDead(folder: string): boolean {
  const owner = readOwner(folder);
  if (owner !== undefined) return !isAlive(owner);
  // Someone may have made the folder this very moment and not yet written who holds it.
  return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > unownedMs;
}

async function untilGone(running: () => boolean, folder: string): Promise<void> {
  const end = Date.now() + killLimitMs;
  while (running()) {
    if (Date.now() > end) throw new Error(`lab in "${folder}": its processes did not end within 10 s`);
    await sleep(10);
  }
}
