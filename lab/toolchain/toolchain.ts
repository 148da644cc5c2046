import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { cacheFolder, toolchainRecordFile } from "../../cli/cache-folder";
import type { ToolchainRecord } from "../../cli/toolchain-record";
import { buildProgram, builtProgram } from "./build-program";
import type { BuildProgress } from "./build-progress";
import { buildSteps, type BuildStep, type BuildSteps } from "./build-steps";
import { collectCrds, crdSeconds } from "./crd-files";
import { findGo, type GoInstallation } from "./go-installation";
import { downloadSeconds, officialPrograms, toolchainMode, type ToolchainMode } from "./official-programs";
import { programNames, type ProgramName } from "./program-name";
import { recipes } from "./recipes";
import { stopSignal } from "./stop-signal";
import { placeProgram, toolFolder, type ProgramFile } from "./tool-folder";

/** Programs that are ready to run. */
export interface Toolchain {
  /** The one folder that holds all of them, and nothing else. */
  readonly folder: string;
  /** The path of each program in it. A program that was not asked for has the path it would have. */
  readonly programs: Readonly<Record<ProgramName, string>>;
  /** A folder of CRD files: Argo Rollouts, Traefik, Gateway API, cert-manager, prometheus-operator. */
  readonly crds: string;
}

/** Where a toolchain is made ready, when not in the user's cache for this checkout. */
export interface ToolchainPlace {
  readonly cache?: string;
  readonly projectFolder?: string;
  /** Where programs may come from; what `SLUICE_TOOLCHAIN` says by default. */
  readonly mode?: ToolchainMode;
  /** Stops the build, beside SIGINT, SIGTERM and SIGHUP. */
  readonly signal?: AbortSignal;
}

/** What every step of a run needs. */
interface Run {
  readonly cache: string;
  readonly mode: ToolchainMode;
  readonly signal: AbortSignal;
  readonly steps: BuildSteps;
  /** The Go to build with, looked for when the first program needs it. */
  readonly go: () => Promise<GoInstallation>;
}

/**
 * Makes programs ready: found on PATH, downloaded, or built from `lab/modules`, in that order of preference. What is
 * ready already is used as it is, which takes a fraction of a second. While a step works, `report` is called about
 * once a second.
 *
 * @throws ToolchainProblem with one line that says what to do; ToolchainStopped after Ctrl-C.
 */
export async function ensureToolchain(
  programs: readonly ProgramName[],
  report: (line: BuildProgress) => void,
  place: ToolchainPlace = {},
): Promise<Toolchain> {
  const cache = place.cache ?? cacheFolder();
  const wanted = programNames.filter((program) => programs.includes(program));
  using stop = stopSignal(place.signal);
  const steps = buildSteps(cache, ["official programs", ...wanted, "CRDs"], report);
  const run: Run = { cache, mode: place.mode ?? toolchainMode(), signal: stop.signal, steps, go: goOnce() };
  const official = await findOfficial(run, wanted);
  const files: Partial<Record<ProgramName, ProgramFile>> = {};
  for (const program of wanted) files[program] = official[program] ?? (await builtFile(run, program));
  const folder = toolFolder(cache, files);
  for (const program of wanted) await makeReady(run, program, official[program], folder);
  const crds = await steps.run("CRDs", crdSeconds, (step) => collectCrds(cache, work(run, step)));
  const toolchain = { folder, programs: pathsIn(folder), crds };
  if (wanted.includes("pulumi"))
    writeRecord(toolchain, wanted, cache, place.projectFolder ?? resolve(__dirname, "../.."));
  return toolchain;
}

function goOnce(): () => Promise<GoInstallation> {
  let found: Promise<GoInstallation> | undefined;
  return () => (found ??= findGo());
}

function work(run: Run, step: BuildStep): { readonly signal: AbortSignal; readonly step: BuildStep } {
  return { signal: run.signal, step };
}

async function findOfficial(
  run: Run,
  wanted: readonly ProgramName[],
): Promise<Partial<Record<ProgramName, ProgramFile>>> {
  return run.steps.run("official programs", downloadSeconds, (step) =>
    officialPrograms({
      ...work(run, step),
      cache: run.cache,
      mode: run.mode,
      wanted,
      built: async (program) => builtProgram(program, run.cache, await run.go()),
    }),
  );
}

/** The built file of a program, whether it is built already or will be. Its path holds the content key. */
async function builtFile(run: Run, program: ProgramName): Promise<ProgramFile> {
  const path = builtProgram(program, run.cache, await run.go());
  return { path, identity: path };
}

async function makeReady(
  run: Run,
  program: ProgramName,
  official: ProgramFile | undefined,
  folder: string,
): Promise<void> {
  await run.steps.run(program, recipes[program].coldSeconds, async (step) => {
    const source =
      official?.path ?? (await buildProgram(program, { ...work(run, step), cache: run.cache, go: await run.go() }));
    await placeProgram(folder, program, source);
  });
}

function pathsIn(folder: string): Record<ProgramName, string> {
  const paths = programNames.map((program) => [program, join(folder, program)] as const);
  return Object.fromEntries(paths) as Record<ProgramName, string>;
}

/** Tells `sluice env`, which must not import the lab, what this checkout uses. */
function writeRecord(toolchain: Toolchain, ready: readonly ProgramName[], cache: string, projectFolder: string): void {
  const file = toolchainRecordFile(cache, projectFolder);
  const programs = Object.fromEntries(ready.map((program) => [program, toolchain.programs[program]]));
  const record: ToolchainRecord = { schema: 1, folder: toolchain.folder, programs, crds: toolchain.crds };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${String(process.pid)}`, JSON.stringify(record, null, 2));
  renameSync(`${file}.${String(process.pid)}`, file);
}
