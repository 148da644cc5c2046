import { z } from "zod";

const imageName = /^[a-z0-9]+(?:[-._/][a-z0-9]+)*$/;

/**
 * What an image of the lab holds: the program that a container of it runs. `args` is replaced by a container's `args`,
 * `program` and `args` together by its `command`, as with a real image's entry point. `files` names every file that the
 * program is made of with its SHA-256, so that a changed program is another image.
 */
export const imageManifest = z.strictObject({
  name: z.string().regex(imageName),
  program: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
  version: z.string().min(1),
  files: z.record(z.string(), z.string().regex(/^sha256:[0-9a-f]{64}$/)).default({}),
});

/** A manifest as it is stored: every field present. */
export type ImageManifest = z.infer<typeof imageManifest>;
