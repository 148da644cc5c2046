import type { Instant } from "./instant";
import type { Release } from "./release";
import type { Stage } from "./stage";

/** The newest shape of {@link Progress} that this version of Sluice knows. */
export const progressSchema = 1;

/** The one object that says what is released. It is written last, when the weight is reached and the release is ready. */
export interface Progress {
  /** Shape of this object. One that is newer than {@link progressSchema} is refused, never guessed at. */
  readonly schema: number;
  readonly system: string;
  readonly stack: string;
  /** The release that moves, or that has completed. */
  readonly release: Release;
  /** The release that gets the rest of the traffic. Equal to `release` once that one is complete. */
  readonly stable: Release;
  /** The stage that `release` has reached. */
  readonly phase: Stage;
  /** The share of the traffic, in percent, that the plan named for the stage. A ceiling may have kept the release below it. */
  readonly sharePercent: number;
  /** Whether the release goes through the plan's phases or through those of its hotfix profile. */
  readonly profile: Profile;
  /** Source revision of `release`, from its provenance, so that a rebuild of a rolled-back source is recognised. A bootstrapped release may have none. */
  readonly sourceRevision?: string;
  /** When weight and readiness were reached: soak counts from here. */
  readonly since: Instant;
  /** The last completed releases, newest first, so the running stable is the first of them. */
  readonly completed: readonly Release[];
  /** When the newest of `completed` completed: a rollback after it is still unanswered. */
  readonly completedAt: Instant;
  /** Id of the release whose contract migration ran: none before it can be returned to. */
  readonly pointOfNoReturn?: string;
  /** Hash of the trust under which the last upward move was judged. */
  readonly trustHash: string;
  /** Hash of the journal's newest entry at that time: a journal without it was cut. */
  readonly journalHead: string;
}

/** Which of the plan's two ways a release goes. */
export type Profile = "normal" | "hotfix";
