import { randomBytes } from "node:crypto";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childrenOf, identifyProcess } from "./host-process";
import type { Lab, LabOptions } from "./lab";
import { isAlive, readOwner, removeLab, removeLeftovers, writeOwner, type LabOwner } from "./lab-owner";
import { lastWords } from "./last-words";
import { readStatus, type LabStatus } from "./lab-status";
import { labPrograms, type LabPrograms } from "./lab-programs";
import type { LabToolchain } from "./lab-toolchain";
import { labFolder } from "./labs-folder";
import { describeLab } from "./running-lab";
import { requireNamespaces, spawnIsolated, systemPath } from "./namespace";
import { runFolder, type RunFolder } from "./run-folder";

const startLimitMs = 180_000;

/** What a start needs to know, complete. */
export interface LaunchOptions extends LabOptions {
  readonly report: (line: string) => void;
  readonly toolchain: LabToolchain;
}

/** Starts a lab and answers when every part of it is ready. A lab that fails to start is removed before this throws. */
export async function launchLab(options: LaunchOptions): Promise<Lab> {
  const name = options.name ?? `test-${randomBytes(4).toString("hex")}`;
  const { report } = options;
  requireNamespaces();
  for (const dead of await removeLeftovers()) report(`removed what the dead lab "${dead}" had left`);
  const own = await labPrograms();
  const folder = claimFolder(name, options.toolchain, own);
  report(`starting lab "${name}": the API server and its definitions take most of the time`);
  const child = spawnSupervisor(folder, own);
  try {
    const init = await recordOwner(folder, child);
    await untilReady(name, folder, child, report);
    if (options.keep === true) await keep(child);
    return ownedLab(describeLab(name, folder, init), child);
  } catch (problem) {
    child.kill("SIGKILL");
    await removeLab(folder.path);
    throw problem;
  }
}

/** Makes the folder under its name in one step, so that of two starts at once one loses with a clear line. */
function claimFolder(
  name: string,
  { folder: programs, crds: definitions }: LabToolchain,
  ownPrograms: LabPrograms,
): RunFolder {
  const path = labFolder(name);
  if (isAlive(readOwner(path))) throw new Error(`lab "${name}": is already running`);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = runFolder(mkdtempSync(join(dirname(path), ".draft-")));
  writeOwner(draft.owner, { creator: thisProcess() });
  for (const part of [draft.keys, draft.logs, draft.pods, draft.images, draft.home, draft.temporary]) {
    mkdirSync(part, { mode: 0o700 });
  }
  writeFileSync(draft.settings, JSON.stringify({ name, programs, definitions, ownPrograms }));
  try {
    renameSync(draft.path, path);
  } catch (problem) {
    throw new Error(`lab "${name}": is being started by someone else`, { cause: problem });
  }
  return runFolder(path);
}

function spawnSupervisor(folder: RunFolder, { supervisor }: LabPrograms): ChildProcess {
  const log = openSync(folder.logOf("supervisor"), "a", 0o600);
  const child = spawnIsolated([process.execPath, supervisor, folder.path], {
    detached: true,
    stdio: ["pipe", log, log],
    cwd: folder.path,
    env: {
      PATH: systemPath(),
      HOME: folder.home,
      TMPDIR: folder.temporary,
      LANG: "C.UTF-8",
      NO_PROXY: "*",
      no_proxy: "*",
    },
  });
  closeSync(log);
  child.stdin?.on("error", () => undefined);
  return child;
}

async function recordOwner(folder: RunFolder, child: ChildProcess): Promise<number> {
  const end = Date.now() + 10_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < end) {
    const outer = child.pid === undefined ? undefined : identifyProcess(child.pid);
    const [first] = outer === undefined ? [] : childrenOf(outer.pid);
    const init = first === undefined ? undefined : identifyProcess(first);
    if (outer !== undefined && init !== undefined) {
      const owner: LabOwner = { creator: thisProcess(), outer, init };
      writeOwner(folder.owner, owner);
      return init.pid;
    }
    await sleep(5);
  }
  throw new Error(`namespaces: could not be made; ${lastWords(folder.logOf("supervisor"))}`);
}

async function untilReady(
  name: string,
  folder: RunFolder,
  child: ChildProcess,
  report: (line: string) => void,
): Promise<void> {
  const told = new Set<string>();
  const end = Date.now() + startLimitMs;
  for (;;) {
    const status = readStatus(folder.status);
    if (status !== undefined) reportReady(status, told, report);
    if (status?.phase === "ready") return;
    if (status?.phase === "failed") throw new Error(`lab "${name}": did not start; ${status.failure ?? ""}`);
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`lab "${name}": its supervisor ended while starting; ${lastWords(folder.logOf("supervisor"))}`);
    }
    if (Date.now() > end) throw new Error(`lab "${name}": not ready within 180 s`);
    await sleep(30);
  }
}

function reportReady(status: LabStatus, told: Set<string>, report: (line: string) => void): void {
  for (const [step, { state, readyAfterSeconds = 0 }] of Object.entries(status.steps)) {
    if (state !== "ready" || told.has(step)) continue;
    told.add(step);
    report(`${step.padEnd(20)} ready after ${readyAfterSeconds.toFixed(1)} s`);
  }
}

/** Hands the lab over to itself: from here on it outlives this process. */
async function keep(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => child.stdin?.end("keep\n", () => resolve()));
  child.unref();
}

/** A lab of this process also reaps its outer process when it stops. */
function ownedLab(lab: Lab, child: ChildProcess): Lab {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    await lab.stop();
    if (child.exitCode === null && child.signalCode === null) await gone;
  };
  return { ...lab, stop };
}

function thisProcess(): LabOwner["creator"] {
  const found = identifyProcess(process.pid);
  if (found === undefined) throw new Error("this process: /proc does not list it; the lab needs /proc mounted");
  return found;
}
