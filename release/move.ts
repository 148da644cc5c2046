import type { Blocker } from "./blocker";
import type { Stage } from "./stage";

/** The ways in which a release can go on. */
export type MoveKind = "bootstrap" | "up" | "stay" | "down" | "return";

/** A move that may be made. All shares are those of the asked release. */
export interface AllowedMove {
  readonly kind: MoveKind;
  /** The stage that progress names, or `nothing` before the bootstrap. */
  readonly from: Stage | "nothing";
  readonly to: Stage;
  /** The share that the asked release really has now, in percent. A new release has none. */
  readonly previousPercent: number;
  /** The share that the asked stage names, in percent. */
  readonly targetPercent: number;
  /** The share to set: the target, and never more than ceiling, freeze and kind of move allow. */
  readonly sharePercent: number;
  /** The ceiling for the asked release once the move is made: what the hold object must say. 100 when nothing holds it. */
  readonly ceilingPercent: number;
  /** Whether the asked release is another than the one in progress, so that the router starts with `setWeight: 0`. */
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
