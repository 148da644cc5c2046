import { createHash } from "node:crypto";
import type { WorkloadShare } from "../workload";
import type { Step } from "./step";

/** Ten years: a pause that nothing but an edit of the steps ends, and that still can carry a serial. */
export const endlessSeconds = 315_360_000;

/** How many serials there are; the sum stays below the 2^31 seconds that Argo can count. */
const serials = 100_000_000;

/**
 * The steps that bring the candidate from the share it has to the share it shall have.
 * - They begin with the share it has, because Argo starts an edited list at its first step and would dip to 0 without it.
 * - At a share of 0 `prepared` pods of the candidate run, so that it can be tested by header: one, or all of them where everybody switches at once.
 * - They end in an endless pause whose length is unique to release and phase, so that Argo's hash of the steps is too.
 * - A release that completes has no pause: the candidate becomes the stable one by itself.
 */
export function steps(share: WorkloadShare, prepared = 1): readonly Step[] {
  const { previousPercent, targetPercent, way } = share;
  const from: Step[] = previousPercent === 0 ? [] : [{ setWeight: previousPercent }];
  if (way === "completes") return [...from, { setWeight: 100 }];
  const pause: Step = { pause: { duration: `${String(endlessSeconds + serial(share))}s` } };
  if (targetPercent === 0) return [{ setWeight: 0 }, { setCanaryScale: { replicas: prepared } }, pause];
  return [...from, { setWeight: targetPercent }, pause];
}

/** A number that stays the same from preview to update, and differs between releases and phases. */
function serial({ release, phase }: WorkloadShare): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([release, phase]))
    .digest();
  return digest.readUInt32BE(0) % serials;
}
