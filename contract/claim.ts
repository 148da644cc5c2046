import { z } from "zod";
import { Percent, Release, Sha256 } from "./release";
import { Settings } from "./settings";

/** One file that a gate may read. The digest makes sure that program and pack judge the same bytes. */
export const EvidenceFile = z
  .strictObject({
    /** Path relative to the root of the Pulumi project, with forward slashes and never leading out of it. */
    path: z.string().regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\]+$/, "must be a relative path inside the project"),
    sha256: Sha256,
  })
  .readonly();
/** One file that a gate may read. */
export type EvidenceFile = z.infer<typeof EvidenceFile>;

/**
 * What the root `Release` component declares about itself, and what every gate judges.
 * Plain values only: reading an Output makes a mandatory policy advisory. It says where the stack shall stand and never how it gets there,
 * so that the claim of an update and of the next look at it are equal, and a stack that stands still shows no change.
 */
export const Claim = z
  .strictObject({
    /** Shape of the claim. A pack that knows another one blocks. */
    schema: z.literal(1),
    system: z.string().min(1),
    stack: z.string().min(1),
    platform: z.string().min(1),
    /** Root of the Pulumi project, relative to the folder of the program, with forward slashes: the paths of `settings` and `evidence` start there. */
    project: z.string().regex(/^(?!\/)[^\\]+$/, "must be a relative path with forward slashes"),
    /** The stack's settings, so that the pack reads for itself what the program says it has read. */
    settings: Settings,
    /** The stage that this update applies: a reserved one or a phase of the plan. */
    phase: z.string().min(1),
    release: Release,
    trustHash: z.string().min(1),
    /** The share that this update sets, in percent. */
    targetPercent: Percent,
    /** Every file that the gates of this phase read, in the order of their paths. */
    evidence: z.array(EvidenceFile).readonly(),
  })
  .readonly();
/** What the root `Release` component declares about itself. */
export type Claim = z.infer<typeof Claim>;
