import { relative, sep } from "node:path";
import type { Claim } from "../contract/claim";
import { stagePercent } from "../release/life-cycle";
import type { Assessment } from "./assess";

/**
 * What the root `Release` declares, from what was judged. `program` is the folder of the program, which the policy pack stands in as well.
 * A refused move claims what was asked, so that the pack can say for each gate what is missing.
 */
export function claimOf({ inputs, plan, situation, move, files }: Assessment, program: string): Claim {
  const { asked, lifeCycle } = situation;
  return {
    schema: 1,
    ...{ system: plan.system, stack: inputs.stack, platform: inputs.settings.platform },
    project: relative(program, inputs.root).split(sep).join("/") || ".",
    settings: inputs.settings,
    ...{ phase: asked.phase, release: asked.release, trustHash: inputs.trustHash },
    targetPercent: move.kind === "refused" ? stagePercent(lifeCycle, asked.phase) : move.sharePercent,
    evidence: files,
  };
}
