import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { imageDigest } from "./image-digest";
import { imageManifest, type ImageManifest } from "./image-manifest";
import { readReference } from "./image-reference";

/**
 * Looks an image up by its reference. Undefined when nothing of that name and digest is registered, and also when the
 * stored manifest no longer has the digest it is filed under: a registry never serves content under a foreign digest.
 */
export function findImage(folder: string, reference: string): ImageManifest | undefined {
  const wanted = readReference(reference);
  if (wanted === undefined) return undefined;
  const path = join(folder, `${wanted.digest}.json`);
  if (!existsSync(path)) return undefined;
  const stored = imageManifest.safeParse(parsed(readFileSync(path, "utf8")));
  if (!stored.success) return undefined;
  const found = stored.data;
  return found.name === wanted.name && imageDigest(found) === wanted.digest ? found : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
