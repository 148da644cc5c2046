import { z } from "zod";
import { Instant, Percent, Release } from "./release";

/** Schema of the one object that says what is released; equal to the domain's type of the same name. */
export const Progress = z
  .strictObject({
    schema: z.number().int().positive(),
    system: z.string().min(1),
    stack: z.string().min(1),
    release: Release,
    stable: Release,
    phase: z.string().min(1),
    sharePercent: Percent,
    profile: z.enum(["normal", "hotfix"]),
    sourceRevision: z.string().min(1).exactOptional(),
    since: Instant,
    completed: z.array(Release).readonly(),
    completedAt: Instant,
    pointOfNoReturn: z.string().min(1).exactOptional(),
    trustHash: z.string().min(1),
    journalHead: z.string(),
  })
  .readonly();
/** The one object that says what is released. */
export type Progress = z.infer<typeof Progress>;

/** Where progress stands in a cluster: a ConfigMap of this name in the stack's namespace, with one key. */
export const progressObject = { name: "progress", key: "progress.json" } as const;
