import type { Plan } from "../plan/plan";
import type { LifeCycle } from "../release/life-cycle";
import type { Trust } from "../trust/trust";

/** The way a release goes, from the plan of its stack and the trust. */
export function lifeCycleOf(planOfStack: Plan, trust: Trust): LifeCycle {
  return {
    phases: planOfStack.phases.map(({ name, trafficPercent, enter }) => ({ name, trafficPercent, enter })),
    minimumGates: trust.minimumGates,
    stageGates: { bootstrap: ["bootstrap"], prepare: [], complete: [], "sign-offs": [] },
    completedKept: planOfStack.rollback.keepReleases,
    rehearsal: planOfStack.rehearsal !== undefined,
  };
}
