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
 * when they are read; linked folders are not entered. More than `most` envelopes are invalid.
 */
export function listEvidence(root: string, folder: string, most = maximumEnvelopes): Read<readonly string[]> {
  const paths: string[] = [];
  const problem = collect({ root, most }, folder, 0, paths);
  if (problem !== undefined) return problem;
  return { kind: "present", value: paths.sort() };
}

interface Bounds {
  readonly root: string;
  readonly most: number;
}

function collect(bounds: Bounds, folder: string, depth: number, paths: string[]): Read<never> | undefined {
  const { root, most } = bounds;
  const entries = entriesOf(root, folder);
  if (!Array.isArray(entries)) return entries as Read<never>;
  if (depth > maximumDepth) return { kind: "invalid", reason: `"${folder}" nests deeper than ${maximumDepth} folders` };
  for (const entry of entries as readonly Dirent[]) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const problem = collect(bounds, path, depth + 1, paths);
      if (problem !== undefined) return problem;
    } else if (entry.name.endsWith(envelopeSuffix)) {
      paths.push(path);
      if (paths.length > most) return { kind: "invalid", reason: `"${folder}" holds more than ${most} envelopes` };
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
    return { kind: "invalid", reason: `"${folder}" could not be read (${String(code)})` };
  }
}
