import { finding, type Guard, nothing } from "./guard";
import { isComplete } from "./stage";

/** A held release does not go above its ceiling, whoever asks. */
export const belowCeiling: Guard = {
  of: ["up"],
  judge: ({ asked, targetPercent, ceilingPercent, over }) => {
    if (targetPercent <= ceilingPercent) return nothing;
    return finding(
      `phase "${asked.phase}": the release is held at ${ceilingPercent} % since ${over?.at} (${over?.reason}), got a share of ${targetPercent} %`,
      `on-call: once the cause is gone, sign the lifting with "sluice hold lift", or release a fixed version`,
    );
  },
};

/** The router holds what progress says before the share rises again: after a hold the climb begins where the release really stands. */
export const weightStands: Guard = {
  of: ["up"],
  judge: ({ asked, progress, startsRelease, weightPercent, targetPercent, lifeCycle }) => {
    if (progress === undefined || startsRelease) return nothing;
    if (weightPercent >= progress.sharePercent || targetPercent <= weightPercent) return nothing;
    const reached = lifeCycle.phases.filter(({ trafficPercent }) => trafficPercent <= weightPercent).at(-1);
    return finding(
      `phase "${asked.phase}": the router must hold the ${progress.sharePercent} % of "${progress.phase}" first, got ${weightPercent} %`,
      isComplete(progress.phase)
        ? "platform engineer: find out who takes traffic from the stable release, and restore the router"
        : `release manager: run "pulumi config set sluice:phase ${reached?.name ?? "prepare"}" and "pulumi up", then climb from there`,
    );
  },
};
