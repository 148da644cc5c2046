import type { Blocker } from "./blocker";
import type { Hold } from "./hold";
import type { HoldRecord } from "./journal";
import type { Stage } from "./stage";

/** The ways in which a release can go on. */
export type MoveKind = "bootstrap" | "up" | "stay" | "down" | "return";

/** A move that may be made. All shares are those of the asked release. */
export interface AllowedMove {
  readonly kind: MoveKind;
  /** The stage that progress names, or `nothing` before the bootstrap. */
  readonly from: Stage;
  readonly to: Stage;
  /** The share that the asked release really has now, in percent. A new release has none. */
  readonly previousPercent: number;
  /** The share that the asked stage names, in percent. */
  readonly targetPercent: number;
  /** The share to set, in percent: the target, and never more than ceiling and kind of move allow. */
  readonly sharePercent: number;
  /** What the hold object must say before a weight is raised. Left out, the object stays as it is. */
  readonly hold?: Hold;
  /** The live hold, when it stands in no journal yet: to be recorded before anything changes, with all that is known of its release. */
  readonly records?: HoldRecord;
  /** Whether other pods than those in progress start, so that the router starts with `setWeight: 0`. */
  readonly startsRelease: boolean;
  /** Whether the move runs a contract migration, after which no earlier release can be returned to. */
  readonly pointOfNoReturn: boolean;
  /** What a person should know although nothing blocks, one line each. */
  readonly notes: readonly string[];
}

/** A move that is refused: nothing changes. */
export interface RefusedMove {
  readonly kind: "refused";
  /** Every reason, in the order of the guards. Never empty. */
  readonly blockers: readonly Blocker[];
}

/** What the judge answers. */
export type Move = AllowedMove | RefusedMove;
