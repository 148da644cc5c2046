import { finding, type Guard, nothing } from "./guard";

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

/** Absent progress means that there never was any: nobody may delete it to name a stable release of his own. */
export const nothingDeleted: Guard = {
  of: ["bootstrap"],
  judge: ({ progress, hold, journal, asked }) => {
    const witness = journal?.bootstrapped === true ? "the journal" : hold === undefined ? undefined : "a hold";
    if (progress !== undefined || witness === undefined) return nothing;
    return finding(
      `progress of "${asked.system}": is absent, but ${witness} shows that the system was bootstrapped`,
      `platform engineer: restore progress from the stack with "sluice recover"`,
    );
  },
};
