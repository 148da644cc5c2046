import type { Asked } from "./asked";
import type { Hold } from "./hold";
import type { Journal } from "./journal";
import { valueOf } from "./known";
import { type LifeCycle, stagePercent } from "./life-cycle";
import type { MoveKind } from "./move";
import { moveKind } from "./move-kind";
import type { Progress } from "./progress";
import { sameCandidate, sameRelease } from "./same-release";
import type { Situation } from "./situation";
import { ceilingOf, holdsRelease, type StandingHold, standingHolds } from "./standing-hold";

/**
 * A situation as the guards see it: where the release stands and what is asked. What is absent and what could not be read are both `undefined` in here;
 * the guards over state tell them apart and refuse before anything else looks.
 */
export interface Standing {
  readonly situation: Situation;
  readonly lifeCycle: LifeCycle;
  readonly asked: Asked;
  readonly kind: MoveKind;
  readonly progress: Progress | undefined;
  readonly hold: Hold | undefined;
  readonly journal: Journal | undefined;
  /** Every hold that still holds, live or recorded. */
  readonly holds: readonly StandingHold[];
  /** Whether the asked pods are others than those in progress. */
  readonly startsRelease: boolean;
  /** Whether the asked release is the stable one, so that there is no candidate to hold. */
  readonly isStable: boolean;
  /** Source revision of the asked release, where it is known. */
  readonly sourceRevision: string | undefined;
  /** The share that the release in progress has now, in percent. */
  readonly weightPercent: number;
  /** The share that the asked stage names, in percent. */
  readonly targetPercent: number;
  /** The hold that is over the asked release: the one with the lowest ceiling. */
  readonly over: StandingHold | undefined;
  /** The ceiling over the asked release, in percent. */
  readonly ceilingPercent: number;
}

/** What stands in this situation. */
export function standingOf(situation: Situation): Standing {
  const { asked, lifeCycle } = situation;
  const [progress, hold, journal] = [valueOf(situation.progress), valueOf(situation.hold), valueOf(situation.journal)];
  const startsRelease = progress === undefined || !sameCandidate(asked.release, progress.release);
  const sourceRevision = startsRelease ? valueOf(situation.sourceRevision) : progress.sourceRevision;
  const holds = standingHolds(hold, journal, progress);
  // A live object on a release that nobody knows binds whatever is in progress.
  const over = holds
    .filter((one) => holdsRelease(one, asked.release, sourceRevision) || (one.live && !startsRelease && !one.artifacts))
    .toSorted((a, b) => ceilingOf(a) - ceilingOf(b))[0];
  return {
    ...{ situation, lifeCycle, asked, progress, hold, journal, holds, startsRelease, sourceRevision },
    kind: moveKind(lifeCycle, asked, progress),
    isStable: progress !== undefined && sameRelease(asked.release, progress.stable),
    weightPercent: valueOf(situation.weight) ?? 0,
    targetPercent: stagePercent(lifeCycle, asked.phase),
    over,
    ceilingPercent: over === undefined ? 100 : ceilingOf(over),
  };
}
