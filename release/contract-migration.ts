import { finding, type Guard, nothing } from "./guard";
import { runsContract } from "./move-kind";
import { isComplete } from "./stage";

/** A contract migration waits until no pod of an earlier release runs any more. */
export const contractLast: Guard = {
  of: ["up"],
  judge: ({ asked, progress, startsRelease }) => {
    if (progress === undefined || !runsContract(asked, progress)) return nothing;
    if (!startsRelease && isComplete(progress.phase)) return nothing;
    return finding(
      `contract migration "${asked.contractMigration}": runs after "complete" only, got a release at "${progress.phase}" beside the stable one`,
      `release manager: complete the release first`,
    );
  },
};
