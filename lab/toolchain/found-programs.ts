import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import semver from "semver";
import { z } from "zod";
import { toolchainFolder } from "../../cli/cache-folder";
import { askProviderVersion } from "./provider-version";
import { runProgram } from "./run-program";
import { recipes, requiredVersion } from "./recipes";

/** An official program that is used in place of a built one. */
export interface FoundProgram {
  readonly path: string;
  readonly version: string;
  /** Changes when the file does. */
  readonly identity: string;
}

/** The official programs of a machine. Pulumi and its language host come as a pair from one folder, or not at all. */
export interface FoundPrograms {
  readonly pulumi?: FoundProgram;
  readonly "pulumi-language-nodejs"?: FoundProgram;
  readonly "pulumi-resource-kubernetes"?: FoundProgram;
}

/** Versions that are accepted: no older than what would be built, and of the same major version. */
export const acceptedVersions = {
  pulumi: `>=${requiredVersion("pulumi", recipes.pulumi.versionOf).slice(1)} <4.0.0`,
  "pulumi-resource-kubernetes": ">=4.24.0 <5.0.0",
} as const;

/** Looks on PATH, outside our own cache, for official programs of an accepted version. A program that does not answer with a version is passed over. */
export async function findPrograms(cache: string, path = process.env["PATH"] ?? ""): Promise<FoundPrograms> {
  const folders = path.split(delimiter).filter((folder) => folder !== "" && !folder.startsWith(toolchainFolder(cache)));
  const pair = await findPair(folders, cache);
  const provider = await findProvider(folders, cache);
  return { ...pair, ...(provider && { "pulumi-resource-kubernetes": provider }) };
}

async function findPair(folders: readonly string[], cache: string): Promise<FoundPrograms> {
  for (const folder of folders) {
    const pulumi = await versioned(join(folder, "pulumi"), cache, (file) => printedVersion(file, "version"));
    if (pulumi === undefined || !accepts("pulumi", pulumi.version)) continue;
    // Symbolic links to an installation elsewhere are fine as long as both lead to the same place.
    const host = join(realpathSync(pulumi.path), "..", "pulumi-language-nodejs");
    const found = await versioned(host, cache, (file) => printedVersion(file, "-version"));
    if (found?.version === pulumi.version) return { pulumi, "pulumi-language-nodejs": found };
  }
  return {};
}

async function findProvider(folders: readonly string[], cache: string): Promise<FoundProgram | undefined> {
  for (const folder of folders) {
    const found = await versioned(join(folder, "pulumi-resource-kubernetes"), cache, askProviderVersion);
    if (found !== undefined && accepts("pulumi-resource-kubernetes", found.version)) return found;
  }
  return undefined;
}

function accepts(program: keyof typeof acceptedVersions, version: string): boolean {
  return semver.satisfies(version, acceptedVersions[program], { includePrerelease: true });
}

type AskVersion = (file: string) => Promise<string | undefined>;

/** Asks a program for its version once, and remembers the answer for as long as the file stays the same. */
async function versioned(file: string, cache: string, ask: AskVersion): Promise<FoundProgram | undefined> {
  if (!isExecutable(file)) return undefined;
  const path = realpathSync(file);
  const { size, mtimeMs } = statSync(path);
  const identity = `${path}:${String(size)}:${String(mtimeMs)}`;
  const memory = join(toolchainFolder(cache), "found", `${createHash("sha256").update(identity).digest("hex")}.json`);
  const known = remembered(memory);
  const version = known ?? semver.valid(semver.clean((await ask(path)) ?? ""));
  if (version === null) return undefined;
  if (known === undefined) remember(memory, version);
  return { path, version, identity };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

const memorySchema = z.object({ version: z.string() });

function remembered(file: string): string | undefined {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, "utf8"))).version;
  } catch {
    return undefined;
  }
}

function remember(file: string, version: string): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(`${file}.${String(process.pid)}`, JSON.stringify({ version }));
  renameSync(`${file}.${String(process.pid)}`, file);
}

async function printedVersion(file: string, word: string): Promise<string | undefined> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const answer = await runProgram(file, [word], { env, timeoutSeconds: 10 });
  return answer.kind === "succeeded" ? answer.stdout.trim() : undefined;
}
