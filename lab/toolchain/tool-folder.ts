import { createHash } from "node:crypto";
import { constants, existsSync, mkdirSync } from "node:fs";
import { copyFile, link, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { toolchainFolder } from "../../cli/cache-folder";
import type { ProgramName } from "./program-name";

/** The file that a program is taken from, and what tells it from another file that may stand there later. */
export interface ProgramFile {
  readonly path: string;
  readonly identity: string;
}

/** The one folder for a set of programs. Different sets have different folders, so a running lab never sees its programs change. */
export function toolFolder(cache: string, files: Readonly<Partial<Record<ProgramName, ProgramFile>>>): string {
  const identities = Object.entries(files).map(([program, file]) => [program, file.identity]);
  const key = createHash("sha256").update(JSON.stringify(identities.sort())).digest("hex");
  return join(toolchainFolder(cache), `bin-${key.slice(0, 12)}`);
}

/**
 * Puts a program into the folder unless it is there, and gives its path. It becomes a hard link, or a copy where the
 * file system allows no link: Pulumi follows a symbolic link to look for its language host next to itself, and would
 * look for it in another folder.
 */
export async function placeProgram(folder: string, program: ProgramName, source: string): Promise<string> {
  const path = join(folder, program);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const temporary = `${path}.${String(process.pid)}`;
  await rm(temporary, { force: true });
  await link(source, temporary).catch(() => copyFile(source, temporary, constants.COPYFILE_FICLONE));
  await rename(temporary, path);
  return path;
}
