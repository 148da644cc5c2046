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
 * Plain values only: reading an Output makes a mandatory policy advisory.
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
    /** Which way the release goes, as the life cycle judged it; `refused` only ever stands in a preview, for the pack to report gate by gate. */
    move: z.enum(["bootstrap", "up", "stay", "down", "return", "refused"]),
    release: Release,
    /** Id of the release that gets the rest of the traffic; the same as `release.id` once that is complete. */
    stable: z.string().min(1),
    trustHash: z.string().min(1),
    /** The share that the release really has before this update, in percent. */
    previousPercent: Percent,
    /** The share that this update sets, in percent. */
    targetPercent: Percent,
    /** The ceiling that holds once the update is done, in percent: 100 when nothing is held. */
    ceilingPercent: Percent,
    /** Every file that the gates of this phase read, in the order of their paths. */
    evidence: z.array(EvidenceFile).readonly(),
  })
  .readonly();
/** What the root `Release` component declares about itself. */
export type Claim = z.infer<typeof Claim>;
