import { everyKind, finding, type Guard, nothing } from "./guard";
import { stageIndex, stagesOf } from "./life-cycle";
import { sameCandidate } from "./same-release";
import { isComplete } from "./stage";

const advance = (phase: string): string =>
  `release manager: run "pulumi config set sluice:phase ${phase}" first, then "pulumi up"`;

/** The asked stage is one of the plan, and so is the stage from which the same pods go on. */
export const phaseKnown: Guard = {
  of: everyKind,
  judge: ({ asked, progress, lifeCycle, startsRelease }) => {
    const stages = stagesOf(lifeCycle);
    const names = ["bootstrap", ...stages].join(", ");
    if (stageIndex(lifeCycle, asked.phase) < 0) {
      return finding(`phase: must be one of ${names}, got "${asked.phase}"`, "release manager: set one of them");
    }
    if (progress === undefined || startsRelease || stageIndex(lifeCycle, progress.phase) >= 0) return nothing;
    return finding(
      `phase "${progress.phase}": the release is at it and the asked plan has none of that name, must be one of ${names}`,
      `author of the plan: keep phase "${progress.phase}" until this release is complete`,
    );
  },
};

/** Stable comes from progress. What a configuration says of it is compared, never believed. */
export const stableFromProgress: Guard = {
  of: everyKind,
  judge: ({ asked, progress }) => {
    const stable = (progress?.stable ?? asked.release).id;
    if (asked.stable === undefined || asked.stable === stable) return nothing;
    return finding(
      `stable release: must be the one that progress names, "${stable}", got "${asked.stable}"`,
      "release manager: remove the stable release from the configuration",
    );
  },
};

/** Other pods than those in progress start with no traffic. */
export const startsAtPrepare: Guard = {
  of: ["up"],
  judge: ({ asked, progress, startsRelease }) =>
    progress !== undefined && startsRelease && asked.phase !== "prepare"
      ? finding(
          `phase "${asked.phase}": a new release, and any change of artifacts or templates, starts at "prepare", got release "${asked.release.id}" where "${progress.release.id}" is at "${progress.phase}"`,
          advance("prepare"),
        )
      : nothing,
};

/** No stage is skipped. */
export const noSkip: Guard = {
  of: ["up"],
  judge: ({ asked, progress, lifeCycle, startsRelease }) => {
    if (progress === undefined || startsRelease) return nothing;
    const next = stageIndex(lifeCycle, progress.phase) + 1;
    if (stageIndex(lifeCycle, asked.phase) <= next) return nothing;
    const name = stagesOf(lifeCycle)[next] ?? progress.phase;
    return finding(
      `phase "${asked.phase}": "${name}" comes before it, got a release at "${progress.phase}"`,
      advance(name),
    );
  },
};

/** The stable release is no candidate: nobody else would take the traffic that a phase leaves to it. */
export const stableStands: Guard = {
  of: ["up"],
  judge: ({ asked, progress }) => {
    if (progress === undefined || !sameCandidate(asked.release, progress.stable)) return nothing;
    if (isComplete(asked.phase)) return nothing;
    return finding(
      `phase "${asked.phase}": release "${asked.release.id}" is the stable one and takes all traffic that no candidate has`,
      `release manager: set phase "complete" with the stable or another completed release to return to it, or start another release`,
    );
  },
};

/** The profile is chosen when the release starts: a shorter soak cannot be chosen half-way. */
export const profileKept: Guard = {
  of: ["up"],
  judge: ({ asked, progress, startsRelease }) =>
    progress !== undefined && !startsRelease && asked.phase !== "prepare" && asked.profile !== progress.profile
      ? finding(
          `profile "${asked.profile}": can be chosen at "prepare" only, got a release at "${progress.phase}" with profile "${progress.profile}"`,
          `release manager: set profile "${progress.profile}", or go back to "prepare"`,
        )
      : nothing,
};

/** A plan with shortened times belongs on stacks that say so. */
export const rehearsalApart: Guard = {
  of: ["bootstrap", "up"],
  judge: ({ asked, lifeCycle }) =>
    lifeCycle.rehearsal && !asked.rehearsal
      ? finding(
          `plan of "${asked.system}": is a rehearsal and stack "${asked.stack}" is not marked for rehearsals`,
          "release manager: use the plan itself here, or a stack marked for rehearsals",
        )
      : nothing,
};
