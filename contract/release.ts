import { z } from "zod";

/** An image digest: `sha256:` and 64 lower-case hex digits. */
export const ImageDigest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hex digits");

/** A SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");

/** A hash that names its own recipe, so that a newer recipe is never mistaken for a changed value. */
export const VersionedHash = z.string().regex(/^v\d+:[0-9a-f]{64}$/, "must be a version such as v1: and 64 hex digits");

/** A whole percent. */
export const Percent = z.number().int().min(0).max(100);

/** A moment in UTC, e.g. `2026-11-21T10:00:00Z`. */
export const Instant = z.iso.datetime();

/** Schema of a release: one exact set of artifacts in one exact shape. */
export const Release = z
  .strictObject({
    id: z.string().min(1),
    artifacts: z.record(z.string(), ImageDigest).readonly(),
    templatesHash: z.string().min(1),
    planHash: VersionedHash,
  })
  .readonly();
