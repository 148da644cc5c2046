import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { mkdtemp, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { toolchainFolder } from "../../cli/cache-folder";
import { buildArguments, buildKey } from "./build-key";
import { withBuildLock } from "./build-lock";
import type { BuildStep } from "./build-steps";
import { runGo } from "./go-command";
import type { GoInstallation } from "./go-installation";
import type { ProgramName } from "./program-name";
import { modulesFolder, recipes } from "./recipes";

/** What a build needs to know besides the program. */
export interface BuildContext {
  readonly cache: string;
  readonly go: GoInstallation;
  readonly signal: AbortSignal;
  readonly step: BuildStep;
}

/** Where the program stands once it is built. The name holds the content key, so a file that exists is the right one. */
export function builtProgram(program: ProgramName, cache: string, go: GoInstallation): string {
  const key = buildKey(recipes[program], go).slice(0, 12);
  return join(toolchainFolder(cache), `${program}-${key}`, program);
}

/** Builds a program unless it exists and gives its path. Two runs at once build it once; a run that is killed leaves nothing that counts. */
export async function buildProgram(program: ProgramName, context: BuildContext): Promise<string> {
  const built = builtProgram(program, context.cache, context.go);
  if (existsSync(built)) return built;
  const final = join(built, "..");
  mkdirSync(toolchainFolder(context.cache), { recursive: true });
  const wait = {
    signal: context.signal,
    waiting: () => {
      context.step.state("waiting");
    },
  };
  return withBuildLock(final, wait, async () => {
    // Another run may have built it while this one waited.
    if (existsSync(built)) return built;
    removeLeftovers(final);
    const partial = await mkdtemp(`${final}.partial-`);
    try {
      await compile(program, join(partial, program), context);
      await rename(partial, final);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    return built;
  });
}

/** Go names what it downloads and says nothing while it compiles: this long a silence means that it does. */
const compilesAfterMs = 3000;

async function compile(program: ProgramName, output: string, context: BuildContext): Promise<void> {
  const recipe = recipes[program];
  context.step.state("building");
  let quiet: NodeJS.Timeout | undefined;
  await runGo({
    arguments: buildArguments(recipe, output),
    folder: join(modulesFolder, recipe.module),
    signal: context.signal,
    purpose: `build of "${program}"`,
    line: (line) => {
      clearTimeout(quiet);
      context.step.state(line.startsWith("go: downloading") ? "downloading" : "building");
      quiet = setTimeout(() => context.step.state("building"), compilesAfterMs).unref();
    },
  }).finally(() => clearTimeout(quiet));
  // After a power cut the renamed folder must not hold an empty file.
  const file = await open(output, "r");
  await file.sync();
  await file.close();
}

/** Partial folders of runs that were killed: whoever holds the lock knows that nobody uses them. */
function removeLeftovers(final: string): void {
  const folder = join(final, "..");
  const prefix = `${final.slice(folder.length + 1)}.partial-`;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
