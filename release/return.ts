import { finding, type Guard, nothing } from "./guard";
import { sameCandidate } from "./same-release";
import { holdsRelease } from "./standing-hold";

/** No release from before a contract migration comes back, neither by a return nor as if it were new: it does not know the new schema. */
export const afterPointOfNoReturn: Guard = {
  of: ["return", "up"],
  judge: ({ asked, progress, startsRelease }) => {
    if (progress?.pointOfNoReturn === undefined || !startsRelease) return nothing;
    const last = progress.completed.findIndex(({ id }) => id === progress.pointOfNoReturn);
    const older = progress.completed.slice(last + 1);
    if (!older.some((release) => sameCandidate(release, asked.release))) return nothing;
    return finding(
      `release "${asked.release.id}": comes from before the contract migration of release "${progress.pointOfNoReturn}", the point of no return`,
      "release manager: release a version that knows the new schema, or restore the backup by a separate decision",
    );
  },
};

/** A completed release that was rolled back, or whose source was, is nothing to return to, unless it is the stable one, which has the rest of the traffic anyway. */
export const returnNotHeld: Guard = {
  of: ["return"],
  judge: ({ asked, isStable, journal, holds, sourceRevision }) => {
    if (isStable) return nothing;
    if (journal === undefined) {
      return finding(
        `release "${asked.release.id}": whether it was rolled back must be known to return to it, got no readable journal`,
        "on-call: return to the stable release, or restore the journal",
      );
    }
    const hold = holds.find((one) => holdsRelease(one, asked.release, sourceRevision));
    if (hold === undefined) return nothing;
    return finding(
      `release "${asked.release.id}": is held at ${hold.ceilingPercent} % since ${hold.at} (${hold.reason})`,
      "on-call: return to another completed release",
    );
  },
};
