import { finding, type Guard, nothing, upward } from "./guard";
import type { Known } from "./known";
import type { Progress } from "./progress";
import type { Release } from "./release";

/** What the platform runs, beside the weights. */
export interface Running {
  /** Digest that the stable pods of each service run, by service. A service without stable pods is left out. */
  readonly stable: Release["artifacts"];
  /** What stands there and this update could only delete or replace, one line each. */
  readonly replaced: readonly string[];
}

/** Nothing that stands is replaced: a replaced rollout has no stable release and sends every request to the candidate. */
export const nothingReplaced: Guard = {
  of: [...upward, "return"],
  judge: ({ asked, kind, isStable, situation: { running } }) => {
    if (kind === "return" && isStable) return nothing;
    if (running.kind === "unknown" && kind !== "return") {
      return finding(
        `what runs of "${asked.system}": cannot be read, got ${running.reason}`,
        `platform engineer: give access to it and run again`,
      );
    }
    const replaced = running.kind === "present" ? running.value.replaced : [];
    return replaced.flatMap((line) =>
      finding(line, `author of the plan: put it back as it was, then run "pulumi up" again`),
    );
  },
};

/** The pods that serve as stable are those of the release that progress calls stable. A completion may have been interrupted. */
export const stableRuns: Guard = {
  of: ["up"],
  judge: ({ asked, progress, startsRelease, situation: { running } }) => {
    if (progress === undefined) return nothing;
    const runs = running.kind === "present" ? running.value.stable : {};
    const completes = !startsRelease && asked.phase === "complete" ? progress.release.artifacts : undefined;
    return foreignServices(progress, runs)
      .filter((service) => completes === undefined || completes[service] !== runs[service])
      .flatMap((service) =>
        finding(
          `stable release: service "${service}" must run "${progress.stable.id}" as progress says, got ${runs[service] ?? "nothing"}`,
          `on-call: run "pulumi config set sluice:phase complete" with the artifacts of "${progress.stable.id}", then "pulumi up"`,
        ),
      );
  },
};

/** The services whose stable pods are not those of the release that progress calls stable. */
export const foreignServices = ({ stable: { artifacts } }: Progress, runs: Running["stable"]): readonly string[] =>
  Object.keys(artifacts).filter((service) => artifacts[service] !== runs[service]);

/** Whether the stable release serves as such, as far as is known. Somebody may have promoted other pods by hand. */
export const servesAsStable = (progress: Progress, running: Known<Running>): boolean =>
  running.kind !== "present" || foreignServices(progress, running.value.stable).length === 0;
