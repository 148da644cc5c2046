import { isBeginning } from "./beginning-hold";
import { finding, type Finding, type Guard, nothing } from "./guard";

/** A system is bootstrapped before anything is released on it: without a stable release every request would go to the candidate. */
export const bootstrapped: Guard = {
  of: ["up"],
  judge: ({ progress, asked }) =>
    progress === undefined
      ? finding(
          `phase "${asked.phase}": "${asked.system}" has no progress yet, its running release must be named first`,
          `release manager: run "pulumi config set sluice:phase bootstrap" with the running release, have it signed, then "pulumi up"`,
        )
      : nothing,
};

/** A system is bootstrapped once. */
export const bootstrapOnce: Guard = {
  of: ["bootstrap"],
  judge: ({ progress, asked }) =>
    progress === undefined
      ? nothing
      : finding(
          `phase "bootstrap": "${asked.system}" was bootstrapped before, got a release at "${progress.phase}"`,
          `release manager: set phase "prepare" to start a release, or "${progress.phase}" to stay`,
        ),
};

/**
 * Absent progress means that there never was any: nobody may delete it to name a stable release of his own. A bootstrap that was begun and did
 * not come to its end has written a hold and no progress: the same release may begin again, since nobody gets another version by that.
 */
export const nothingDeleted: Guard = {
  of: ["bootstrap"],
  judge: ({ progress, hold, journal, asked }) => {
    if (progress !== undefined) return nothing;
    const isBegun = hold !== undefined && isBeginning(hold);
    if (isBegun && journal?.bootstrapped !== true)
      return hold.release === asked.release.id ? nothing : begunWithAnother(asked.system, hold.release);
    const witness = journal?.bootstrapped === true ? "the journal" : hold === undefined ? undefined : "a hold";
    if (witness === undefined) return nothing;
    return finding(
      `progress of "${asked.system}": is absent, but ${witness} shows that the system was bootstrapped`,
      `platform engineer: restore progress from the stack with "sluice recover"`,
    );
  },
};

const begunWithAnother = (system: string, release: string): readonly Finding[] =>
  finding(
    `progress of "${system}": is absent, and a bootstrap was begun with another release, got ${release}`,
    `release manager: ask for that release again; platform engineer: if it cannot run, remove the namespace and the stack, and begin anew`,
  );
