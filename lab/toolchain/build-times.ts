import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { toolchainFolder } from "../../cli/cache-folder";

const times = z.record(z.string(), z.number().positive());

/** How long each step took when it last ran on this machine, in seconds. A file that cannot be read counts as empty: it only feeds a forecast. */
export function readBuildTimes(cache: string): Readonly<Record<string, number>> {
  const file = timesFile(cache);
  try {
    return existsSync(file) ? times.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  } catch {
    return {};
  }
}

/** Remembers how long a step took. */
export function writeBuildTime(cache: string, step: string, seconds: number): void {
  const file = timesFile(cache);
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${String(process.pid)}`;
  writeFileSync(temporary, JSON.stringify({ ...readBuildTimes(cache), [step]: Math.max(seconds, 0.001) }, null, 2));
  renameSync(temporary, file);
}

function timesFile(cache: string): string {
  return join(toolchainFolder(cache), "build-times.json");
}
