import type { Asked } from "./asked";
import { type LifeCycle, stageIndex } from "./life-cycle";
import type { MoveKind } from "./move";
import type { Progress } from "./progress";
import { sameRelease } from "./same-release";
import { isComplete } from "./stage";

/**
 * What kind of move is asked. Only what certainly changes nothing but weights downwards is `stay` or `down`, and only an exact completed release is
 * `return`: everything else is judged as `up`.
 */
export function moveKind(lifeCycle: LifeCycle, asked: Asked, progress: Progress | undefined): MoveKind {
  if (progress === undefined) return asked.phase === "bootstrap" ? "bootstrap" : "up";
  if (sameRelease(asked.release, progress.release)) return sameReleaseKind(lifeCycle, asked, progress);
  if (asked.phase === "bootstrap") return "bootstrap";
  const completed = progress.completed.some((release) => sameRelease(release, asked.release));
  return asked.phase === "complete" && completed ? "return" : "up";
}

function sameReleaseKind(lifeCycle: LifeCycle, asked: Asked, progress: Progress): MoveKind {
  if (asked.phase === progress.phase) return changesNothing(asked, progress) ? "stay" : "up";
  if (asked.phase === "bootstrap") return "bootstrap";
  const falls = stageIndex(lifeCycle, asked.phase) < stageIndex(lifeCycle, progress.phase);
  // A release that is the stable one has no other track to give its traffic to.
  const lowers = !isComplete(progress.phase) || asked.phase === "complete";
  return falls && lowers ? "down" : "up";
}

const changesNothing = (asked: Asked, progress: Progress): boolean =>
  asked.profile === progress.profile && !runsContract(asked, progress);

/** Whether the move runs a contract migration that has not run for this release. */
export const runsContract = (asked: Asked, progress: Progress): boolean =>
  asked.contractMigration !== undefined && progress.pointOfNoReturn !== asked.release.id;
