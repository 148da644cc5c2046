import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { imageDigest } from "./image-digest";
import { imageManifest } from "./image-manifest";
import { writeReference } from "./image-reference";

/** An image to register: `files` lists the paths of the program's own files, whose content becomes part of the digest. */
export interface NewImage {
  readonly name: string;
  readonly program: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly version: string;
  readonly files?: readonly string[];
}

/**
 * Puts an image into the lab's registry folder and answers its reference. The same image gives the same reference, and
 * registering it twice changes nothing.
 */
export function registerImage(folder: string, image: NewImage): string {
  const files = Object.fromEntries((image.files ?? []).map((file) => [file, fileDigest(file)]));
  const manifest = imageManifest.parse({ ...image, files });
  const digest = imageDigest(manifest);
  mkdirSync(folder, { recursive: true });
  // A reader must never meet half a manifest, so it appears under its name in one step.
  const draft = join(folder, `.${digest}-${randomUUID()}`);
  writeFileSync(draft, canonicalize(manifest) ?? "");
  renameSync(draft, join(folder, `${digest}.json`));
  return writeReference({ name: manifest.name, digest });
}

function fileDigest(file: string): string {
  return `sha256:${createHash("sha256").update(readFileSync(file)).digest("hex")}`;
}
