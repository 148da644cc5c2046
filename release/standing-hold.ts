import type { Hold } from "./hold";
import type { HoldRecord, Journal } from "./journal";
import type { Progress } from "./progress";
import type { Release } from "./release";
import { sameArtifacts } from "./same-release";

/** A hold that still holds. */
export interface StandingHold extends HoldRecord {
  /** Whether it is the object in the cluster, or only the journal knows of it. */
  readonly live: boolean;
}

/** The ceiling that a hold sets, in percent. A value that is no share holds everything. */
export const ceilingOf = ({ ceilingPercent }: Hold): number =>
  ceilingPercent >= 0 && ceilingPercent <= 100 ? ceilingPercent : 0;

/** Every hold that still holds: the live one and those of the journal, deleted objects included, without those that were lifted. */
export function standingHolds(
  hold: Hold | undefined,
  journal: Journal | undefined,
  progress: Progress | undefined,
): readonly StandingHold[] {
  const recorded = journal?.holds ?? [];
  const lifts = journal?.lifts ?? [];
  const live = hold === undefined ? [] : [{ ...hold, live: true }];
  return [...live, ...recorded.map((one) => ({ ...one, live: false }))]
    .filter((one) => ceilingOf(one) < 100 && !lifts.some((lift) => sameHold(lift, one)))
    .map((one) => ({ ...knownOf(one, recorded, progress), ...one }));
}

/** What the journal must be told of: live holds that stand in no entry, with all that is known of their release. */
export const unrecordedHolds = (holds: readonly StandingHold[], journal: Journal | undefined): readonly HoldRecord[] =>
  holds
    .filter((one) => one.live && !(journal?.holds ?? []).some((recorded) => sameHold(recorded, one)))
    .map(({ live: _live, ...record }) => record);

/** Whether two entries speak of one hold: a release can be held more than once, so its time belongs to its name. */
export const sameHold = (a: Pick<Hold, "release" | "at">, b: Pick<Hold, "release" | "at">): boolean =>
  a.release === b.release && a.at === b.at;

/** A hold names a release by its id alone where it was written in a hurry: progress and other entries know the rest. */
function knownOf(
  { release }: Hold,
  recorded: readonly HoldRecord[],
  progress: Progress | undefined,
): Pick<HoldRecord, "artifacts" | "sourceRevision"> {
  const entry = recorded.find((one) => one.release === release && one.sourceRevision !== undefined);
  const reached = progress?.release.id === release ? progress.sourceRevision : undefined;
  const known = [progress?.release, ...(progress?.completed ?? [])].find((one) => one?.id === release);
  const artifacts = known?.artifacts ?? entry?.artifacts;
  const sourceRevision = reached ?? entry?.sourceRevision;
  return {
    ...(artifacts === undefined ? {} : { artifacts }),
    ...(sourceRevision === undefined ? {} : { sourceRevision }),
  };
}

/** Whether the hold is on this release, also when it comes under another id: same artifacts, or built again from the same source. */
export const holdsRelease = (hold: HoldRecord, release: Release, sourceRevision: string | undefined): boolean =>
  hold.release === release.id ||
  (hold.artifacts !== undefined && sameArtifacts(hold.artifacts, release.artifacts)) ||
  (sourceRevision !== undefined && hold.sourceRevision === sourceRevision);
