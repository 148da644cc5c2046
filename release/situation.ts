import type { Asked } from "./asked";
import type { Freeze } from "./freeze";
import type { Hold } from "./hold";
import type { Instant } from "./instant";
import type { Journal } from "./journal";
import type { Known } from "./known";
import type { Progress } from "./progress";
import type { Running } from "./running";
import type { LifeCycle } from "./life-cycle";
import type { Verdict } from "./verdict";

/** Everything that the judge may know, read beforehand and given as plain values. */
export interface Situation {
  /** The plan as the life cycle needs it. */
  readonly lifeCycle: LifeCycle;
  readonly asked: Asked;
  readonly progress: Known<Progress>;
  /** The live hold object. It always exists after the bootstrap: open, it says 100. */
  readonly hold: Known<Hold>;
  /** The share of the traffic, in percent, that reaches the release in progress right now, as the router says. */
  readonly weight: Known<number>;
  /** What runs as the stable release, and what stands there that this update would replace. */
  readonly running: Known<Running>;
  readonly journal: Known<Journal>;
  /** Every freeze in force; none is an empty list. */
  readonly freezes: Known<readonly Freeze[]>;
  /** Source revision of the asked release, from its provenance. */
  readonly sourceRevision: Known<string>;
  /** Hash of the trust that stands in the repository. */
  readonly trustHash: string;
  /** Verdicts of the gates that were judged for this move, each with its name. A gate without one counts as unknown, and any that does not pass blocks. */
  readonly verdicts: readonly Verdict[];
  readonly now: Instant;
  /** How far the platform's clock is ahead of `now`, in seconds. */
  readonly clockSkewSeconds: Known<number>;
}
