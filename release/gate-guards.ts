import { type Finding, finding, type Guard, nothing, upward } from "./guard";
import { phaseOf, stageIndex } from "./life-cycle";
import { runsContract } from "./move-kind";
import { isReserved } from "./stage";
import type { Standing } from "./standing";
import type { Verdict } from "./verdict";

/** The gates that the plan names for the asked stage pass. */
export const stageGates: Guard = {
  of: upward,
  judge: (standing) => gatesOf(standing).flatMap((gate) => gateFinding(standing, gate)),
};

/** The minimum gates of the trust pass, whatever the plan says. */
export const minimumGates: Guard = {
  of: ["up"],
  judge: (standing) => standing.lifeCycle.minimumGates.flatMap((gate) => gateFinding(standing, gate)),
};

/** The running stable release was named and signed. */
export const bootstrapSigned: Guard = {
  of: ["bootstrap"],
  judge: (standing) => gateFinding(standing, "bootstrap"),
};

/** The soak of the phase that is left passed: coverage, requests and limits. */
export const soaked: Guard = {
  of: ["up"],
  judge: (standing) => {
    const { progress, startsRelease, lifeCycle, asked } = standing;
    if (progress === undefined || startsRelease) return nothing;
    const leaves = stageIndex(lifeCycle, asked.phase) > stageIndex(lifeCycle, progress.phase);
    return leaves && phaseOf(lifeCycle, progress.phase) !== undefined ? gateFinding(standing, "soak") : nothing;
  },
};

/** A changed trust was signed by a threshold of its previous keys. */
export const trustSigned: Guard = {
  of: ["up"],
  judge: (standing) =>
    standing.progress === undefined || standing.progress.trustHash === standing.situation.trustHash
      ? nothing
      : gateFinding(standing, "trust-change"),
};

/** A backup was taken before a step that cannot be undone. */
export const backedUp: Guard = {
  of: ["up"],
  judge: (standing) =>
    standing.progress !== undefined && runsContract(standing.asked, standing.progress)
      ? gateFinding(standing, "backup")
      : nothing,
};

/** An upward move is judged by at least one gate: an empty list proves nothing. */
export const gatesNamed: Guard = {
  of: upward,
  judge: (standing) =>
    standing.lifeCycle.minimumGates.length + gatesOf(standing).length > 0
      ? nothing
      : finding(
          `phase "${standing.asked.phase}": must be judged by one gate or more, got none in plan and trust`,
          "author of the trust: name the minimum gates",
        ),
};

/** No gate that was judged for this move objects, asked for or not. */
export const noObjection: Guard = {
  of: upward,
  judge: ({ situation: { verdicts } }) => verdicts.filter((verdict) => verdict.status !== "pass").map(findingOf),
};

/** Why the gate does not pass: a verdict that is not `pass`, or none at all. */
export function gateFinding({ situation: { verdicts } }: Standing, gate: string): readonly Finding[] {
  const judged = verdicts.filter((verdict) => verdict.gate === gate);
  const open = judged.filter(({ status }) => status !== "pass");
  if (judged.length > 0) return open.map(findingOf);
  return [
    {
      gate,
      reason: `gate "${gate}": was not judged`,
      remedy: `release manager: run "sluice explain" and bring its evidence`,
    },
  ];
}

function findingOf({ gate, status, reason, remedy }: Verdict): Finding {
  return {
    ...(gate === undefined ? {} : { gate }),
    reason: `gate "${gate ?? "without a name"}": ${status === "unknown" ? "cannot be judged, " : ""}${reason}`,
    remedy: remedy ?? `release manager: run "sluice explain" for the next step`,
  };
}

function gatesOf({ lifeCycle, asked: { phase } }: Standing): readonly string[] {
  return isReserved(phase) ? lifeCycle.stageGates[phase] : (phaseOf(lifeCycle, phase)?.enter ?? []);
}
