import { notRolledBack, rollbackAnswered, rollbackRecorded, sourceKnown } from "./after-rollback";
import { bootstrapOnce, bootstrapped, nothingDeleted } from "./bootstrap";
import { belowCeiling, weightStands } from "./ceiling";
import { contractLast } from "./contract-migration";
import { unfrozen } from "./freeze";
import {
  backedUp,
  bootstrapSigned,
  gatesNamed,
  minimumGates,
  noObjection,
  soaked,
  stageGates,
  trustSigned,
} from "./gate-guards";
import type { Guard } from "./guard";
import {
  noSkip,
  phaseKnown,
  profileKept,
  rehearsalApart,
  stableFromProgress,
  stableStands,
  startsAtPrepare,
} from "./order";
import { afterPointOfNoReturn, returnNotHeld } from "./return";
import { nothingReplaced, stableRuns } from "./running";
import { clockRight, holdReadable, pastOnly, progressReadable, schemaKnown, systemSame, weightReadable } from "./state";
import { wholeJournal } from "./whole-journal";

/** The guards over state: while one of them refuses, nothing else can be judged. In the order in which they are reported. */
export const stateGuards = {
  "progress-readable": progressReadable,
  "hold-readable": holdReadable,
  "weight-readable": weightReadable,
  "schema-known": schemaKnown,
  "system-same": systemSame,
  "past-only": pastOnly,
  "clock-right": clockRight,
  "phase-known": phaseKnown,
  "stable-from-progress": stableFromProgress,
  "nothing-replaced": nothingReplaced,
} as const satisfies Record<string, Guard>;

/** The guards over moves, in the order in which they are reported. */
export const moveGuards = {
  bootstrapped,
  "bootstrap-once": bootstrapOnce,
  "nothing-deleted": nothingDeleted,
  "bootstrap-signed": bootstrapSigned,
  "starts-at-prepare": startsAtPrepare,
  "no-skip": noSkip,
  "stable-stands": stableStands,
  "profile-kept": profileKept,
  "rehearsal-apart": rehearsalApart,
  "contract-last": contractLast,
  "after-point-of-no-return": afterPointOfNoReturn,
  "return-not-held": returnNotHeld,
  "below-ceiling": belowCeiling,
  "weight-stands": weightStands,
  "stable-runs": stableRuns,
  unfrozen,
  "whole-journal": wholeJournal,
  "source-known": sourceKnown,
  "not-rolled-back": notRolledBack,
  "rollback-recorded": rollbackRecorded,
  "rollback-answered": rollbackAnswered,
  "trust-signed": trustSigned,
  "gates-named": gatesNamed,
  "minimum-gates": minimumGates,
  "stage-gates": stageGates,
  soaked,
  "backed-up": backedUp,
  "no-objection": noObjection,
} as const satisfies Record<string, Guard>;

/** Name of a guard. */
export type GuardName = keyof typeof stateGuards | keyof typeof moveGuards;

/** Every guard there is. Taking one out must make the exhaustive search fail. */
export interface Guards {
  readonly state: Readonly<Partial<Record<keyof typeof stateGuards, Guard>>>;
  readonly move: Readonly<Partial<Record<keyof typeof moveGuards, Guard>>>;
}

/** All guards. */
export const guards: Guards = { state: stateGuards, move: moveGuards };
