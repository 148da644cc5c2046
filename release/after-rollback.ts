import { finding, type Guard, nothing } from "./guard";
import { gateFinding } from "./gate-guards";
import { secondsOf } from "./instant";
import { ceilingOf, holdsRelease, type StandingHold } from "./standing-hold";
import type { Standing } from "./standing";

/** Gates before the next release after a rollback: staging evidence newer than the rollback, and its signed cause. */
export const rollbackGates = ["staging-since-rollback", "rollback-cause"] as const;

/** The source of a starting release is known, so that a rebuild can be told from a fix. */
export const sourceKnown: Guard = {
  of: ["up"],
  judge: ({ startsRelease, sourceRevision, asked }) =>
    startsRelease && (sourceRevision === undefined || sourceRevision === "")
      ? finding(
          `release "${asked.release.id}": its source revision must be known, got no provenance that names it`,
          "build pipeline: sign a provenance that names source and digest",
        )
      : nothing,
};

/** What was rolled back does not come again: not by its digest, not by another build of its source. */
export const notRolledBack: Guard = {
  of: ["up"],
  judge: ({ startsRelease, holds, asked, sourceRevision }) => {
    const hold = holds.find((one) => ceilingOf(one) === 0 && holdsRelease(one, asked.release, sourceRevision));
    if (!startsRelease || hold === undefined) return nothing;
    return finding(
      `release "${asked.release.id}": its artifacts or their source were rolled back at ${hold.at} (${hold.reason})`,
      `author: release a fixed source revision; on-call: if the rollback was wrong, sign "sluice hold lift"`,
    );
  },
};

/** Every rollback names its source, so that the next release can be compared with it. */
export const rollbackRecorded: Guard = {
  of: ["up"],
  judge: (standing) =>
    unanswered(standing)
      .filter(({ sourceRevision }) => sourceRevision === undefined)
      .flatMap(({ release, at }) =>
        finding(
          `rollback of "${release}" at ${at}: its source revision must be known before another release starts, got none in progress or journal`,
          "on-call: record which release was rolled back, with its provenance",
        ),
      ),
};

/** A release after a rollback has fresh staging evidence and a signed cause. */
export const rollbackAnswered: Guard = {
  of: ["up"],
  judge: (standing) =>
    unanswered(standing).length === 0 ? nothing : rollbackGates.flatMap((gate) => gateFinding(standing, gate)),
};

/** Rollbacks since the newest completed release, when a release starts. One that was lifted was none. */
function unanswered({ startsRelease, progress, holds }: Standing): readonly StandingHold[] {
  if (!startsRelease || progress === undefined) return [];
  return holds.filter((one) => ceilingOf(one) === 0 && !(secondsOf(one.at) <= secondsOf(progress.completedAt)));
}
