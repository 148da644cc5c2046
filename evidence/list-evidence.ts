import { readdirSync, realpathSync, type Dirent } from "node:fs";
import { join } from "node:path";
import type { Read } from "./read";

/** How an envelope's file name ends. */
export const envelopeSuffix = ".dsse.json";
/** How many envelopes a folder may hold. */
export const maximumEnvelopes = 5000;
const maximumDepth = 6;

/**
 * The paths of all envelopes below a folder, sorted, relative to `root` with forward slashes. Links are listed, and refused
 * when they are read; linked folders are not entered.
 */
export function listEvidence(root: string, folder: string): Read<readonly string[]> {
  const paths: string[] = [];
  const problem = collect(root, folder, 0, paths);
  if (problem !== undefined) return problem;
  return { kind: "present", value: paths.sort() };
}

function collect(root: string, folder: string, depth: number, paths: string[]): Read<never> | undefined {
  const entries = entriesOf(root, folder);
  if (!Array.isArray(entries)) return entries as Read<never>;
  if (depth > maximumDepth) return { kind: "invalid", reason: `"${folder}" nests deeper than ${maximumDepth} folders` };
  for (const entry of entries as readonly Dirent[]) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const problem = collect(root, path, depth + 1, paths);
      if (problem !== undefined) return problem;
    } else if (entry.name.endsWith(envelopeSuffix)) {
      paths.push(path);
      if (paths.length > maximumEnvelopes) {
        return { kind: "invalid", reason: `"${folder}" holds more than ${maximumEnvelopes} envelopes` };
      }
    }
  }
  return undefined;
}

function entriesOf(root: string, folder: string): readonly Dirent[] | Read<never> {
  try {
    if (realpathSync(join(root, folder)) !== join(realpathSync(root), folder)) {
      return { kind: "invalid", reason: `"${folder}" is a link` };
    }
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
    if (code === undefined) throw error;
    return { kind: "invalid", reason: `"${folder}" could not be read (${code})` };
  }
}
