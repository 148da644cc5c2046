import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { ImageManifest } from "./image-manifest";

/** The digest that names an image: SHA-256 over the RFC 8785 form of its manifest, as 64 hexadecimal digits. */
export function imageDigest(manifest: ImageManifest): string {
  const text = canonicalize(manifest);
  if (text === undefined) throw new Error(`image "${manifest.name}": the manifest has no JSON form`);
  return createHash("sha256").update(text).digest("hex");
}
