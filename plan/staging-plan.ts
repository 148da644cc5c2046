import type { Plan } from "./plan";

/** Name of the one phase of a staging stack. */
export const stagingPhase = "staging";

/**
 * The plan as the staging stack goes through it: the same services, stores, triggers and alerts, and a single phase at 100 %
 * of that stack's traffic. Staging is another stack of the same plan, so the hash stays that of the plan it is made from.
 * A plan without a staging section has no staging stack, and gives `undefined`.
 */
export function stagingPlan(plan: Plan): Plan | undefined {
  const { staging } = plan;
  if (staging === undefined) return undefined;
  const { enter, soakSeconds, advanceWhen, minimumRequests, days, activities, checks } = staging;
  const phase: Plan["phases"][number] = {
    name: stagingPhase,
    trafficPercent: 100,
    enter,
    soakSeconds,
    advanceWhen,
    minimumRequests,
    ...(days && { days }),
    activities,
    checks,
    rollBackWhen: [],
    onTrouble: { kind: "roll-back" },
    byWayOf: [],
  };
  return { ...plan, phases: [phase], signOffs: [], announcements: [] };
}
