import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BuildStep } from "./build-steps";
import { findPrograms, type FoundPrograms } from "./found-programs";
import { downloadedFolder, downloadRelease } from "./official-download";
import { providerRelease, pulumiRelease, type OfficialRelease } from "./official-release";
import type { ProgramName } from "./program-name";
import type { ProgramFile } from "./tool-folder";
import { ToolchainProblem } from "./toolchain-problem";

/** Where programs may come from: `build` builds all, `path` and `download` insist on official ones where they exist, `auto` tries PATH, then what is built, then a download, then builds. */
export type ToolchainMode = "auto" | "build" | "path" | "download";

/** How long the downloads take at 10 MB/s; a forecast only. */
export const downloadSeconds = 30;

const modes: readonly ToolchainMode[] = ["auto", "build", "path", "download"];

/** The mode that the variable `SLUICE_TOOLCHAIN` asks for; `auto` when it is not set. */
export function toolchainMode(value: string | undefined = process.env["SLUICE_TOOLCHAIN"]): ToolchainMode {
  if (value === undefined || value === "") return "auto";
  const mode = modes.find((each) => each === value);
  if (mode !== undefined) return mode;
  throw new ToolchainProblem(`variable "SLUICE_TOOLCHAIN": must be one of ${modes.join(", ")}, got ${value}`);
}

/** Programs that are taken together or not at all, and the release that has them. */
interface OfficialGroup {
  readonly programs: readonly (keyof FoundPrograms)[];
  readonly release: (host?: string) => OfficialRelease | undefined;
}

const groups: readonly OfficialGroup[] = [
  { programs: ["pulumi", "pulumi-language-nodejs"], release: pulumiRelease },
  { programs: ["pulumi-resource-kubernetes"], release: providerRelease },
];

/** What choosing official programs needs. */
export interface OfficialSearch {
  readonly cache: string;
  readonly mode: ToolchainMode;
  readonly wanted: readonly ProgramName[];
  readonly signal: AbortSignal;
  readonly step: BuildStep;
  /** Where a program stands once it is built. */
  readonly built: (program: ProgramName) => Promise<string>;
  /** The folders to look in; those of PATH by default. */
  readonly path?: string;
  /** Where releases are published, when not at their usual place. */
  readonly host?: string;
}

type OfficialFiles = Partial<Record<ProgramName, ProgramFile>>;

/** The official programs to use, by name. What is absent from the answer is to be built. */
export async function officialPrograms(search: OfficialSearch): Promise<OfficialFiles> {
  if (search.mode === "build") return {};
  const found = search.mode === "download" ? {} : await findPrograms(search.cache, search.path);
  const chosen: OfficialFiles = {};
  for (const group of groups) {
    if (!group.programs.some((program) => search.wanted.includes(program))) continue;
    const onPath = group.programs.every((program) => found[program] !== undefined);
    if (!onPath && search.mode === "path") throw notOnPath(group);
    Object.assign(chosen, onPath ? pick(found, group) : await downloaded(group, search));
  }
  return chosen;
}

function pick(found: FoundPrograms, group: OfficialGroup): OfficialFiles {
  return Object.fromEntries(group.programs.map((program) => [program, found[program]]));
}

async function downloaded(group: OfficialGroup, search: OfficialSearch): Promise<OfficialFiles> {
  const insists = search.mode === "download";
  const release = group.release(search.host);
  if (release === undefined) {
    if (!insists) return {};
    throw new ToolchainProblem(`official "${names(group)}": is not published for this system; unset SLUICE_TOOLCHAIN`);
  }
  if (!existsSync(downloadedFolder(search.cache, release))) {
    // What has been built is used without asking the network again.
    if (!insists && (await isBuilt(group, search))) return {};
    search.step.state("downloading");
  }
  const wait = {
    signal: search.signal,
    waiting: () => {
      search.step.state("waiting");
    },
  };
  const result = await downloadRelease(search.cache, release, wait);
  if (result.kind === "refused") {
    if (insists) throw new ToolchainProblem(`download of "${release.archive}": ${result.reason}`);
    search.step.skip(`cannot be downloaded (${result.reason}), so they are built`);
    return {};
  }
  const file = (program: ProgramName): ProgramFile => {
    const path = join(result.folder, program);
    return { path, identity: path };
  };
  return Object.fromEntries(group.programs.map((program) => [program, file(program)]));
}

async function isBuilt(group: OfficialGroup, search: OfficialSearch): Promise<boolean> {
  try {
    const paths = await Promise.all(group.programs.map((program) => search.built(program)));
    return paths.every((path) => existsSync(path));
  } catch (failure) {
    // Without Go nothing is known to be built, but a download may still do.
    if (failure instanceof ToolchainProblem) return false;
    throw failure;
  }
}

function names(group: OfficialGroup): string {
  return group.programs.join('" and "');
}

function notOnPath(group: OfficialGroup): ToolchainProblem {
  return new ToolchainProblem(
    `official "${names(group)}": must be on PATH in an accepted version, got none; unset SLUICE_TOOLCHAIN to have them built`,
  );
}
