import type { Instant } from "./instant";

/** A ceiling on the candidate's share. It stands in the cluster as an object, and in the journal. */
export interface Hold {
  /** Id of the release that is held. */
  readonly release: string;
  /** The highest share the release may have, in percent: 0 after a rollback, the lower phase's share after a step-down, 100 when nothing is held. */
  readonly ceilingPercent: number;
  /** Why, as one line for a person. */
  readonly reason: string;
  readonly at: Instant;
}
