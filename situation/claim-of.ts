import { relative, sep } from "node:path";
import type { Claim } from "../contract/claim";
import { stagePercent } from "../release/life-cycle";
import type { Assessment } from "./assess";

/**
 * What the root `Release` declares, from what was judged. `program` is the folder of the program, which the policy pack stands in as well.
 * A refused move claims what was asked, so that the pack can say for each gate what is missing.
 */
export function claimOf({ inputs, plan, situation, move, files }: Assessment, program: string): Claim {
  const { asked, progress, lifeCycle } = situation;
  const refused = move.kind === "refused";
  return {
    schema: 1,
    ...{ system: plan.system, stack: inputs.stack, platform: inputs.settings.platform },
    project: relative(program, inputs.root).split(sep).join("/") || ".",
    settings: inputs.settings,
    ...{ phase: asked.phase, move: move.kind, release: asked.release },
    stable: progress.kind === "present" ? progress.value.stable.id : asked.release.id,
    trustHash: inputs.trustHash,
    previousPercent: refused ? 0 : Math.round(move.previousPercent),
    targetPercent: refused ? stagePercent(lifeCycle, asked.phase) : move.sharePercent,
    ceilingPercent: refused
      ? 0
      : (move.hold?.ceilingPercent ?? (situation.hold.kind === "present" ? situation.hold.value.ceilingPercent : 100)),
    evidence: files,
  };
}
