import { z } from "zod";
import type { TrafficReader } from "./candidate-traffic";

const Step = z.object({
  setWeight: z.number().optional(),
  pause: z.object({ duration: z.union([z.string(), z.number()]).optional() }).optional(),
});
const Canary = z.object({ steps: z.array(Step).default([]) });
const BlueGreen = z.object({ autoPromotionEnabled: z.boolean().default(true) });
const Rollout = z.object({
  spec: z.object({ strategy: z.object({ canary: Canary.optional(), blueGreen: BlueGreen.optional() }) }),
});

/**
 * What the steps of a Rollout lead to. They may begin with the share that the candidate already has, above the one that it gets, as a way down
 * does; where that first weight is no way down, admission refuses it, for it knows the weight that is live.
 */
export const rolloutTraffic: TrafficReader = (props) => {
  const { canary, blueGreen } = Rollout.parse(props).spec.strategy;
  if (canary === undefined) {
    const promotes = blueGreen?.autoPromotionEnabled ?? true;
    return [{ field: "spec.strategy.blueGreen", percent: promotes ? 100 : 0 }];
  }
  const weights = canary.steps.flatMap(({ setWeight }) => (setWeight === undefined ? [] : [setWeight]));
  const asked = weights.length > 1 ? weights.slice(1) : weights;
  return [{ field: "spec.strategy.canary.steps", percent: ends(canary.steps) ? Math.max(0, ...asked) : 100 }];
};

/** Whether the steps end in a pause of nearly ten years and more, or of no length: any other end gives candidates everything. */
function ends(steps: readonly z.infer<typeof Step>[]): boolean {
  const pause = steps.at(-1)?.pause;
  return pause !== undefined && (pause.duration === undefined || /^[3-9]\d{8,}s$/.test(String(pause.duration)));
}
