import type { Limit } from "../../plan/limit";
import type { Plan } from "../../plan/plan";
import type { Stage } from "../stage";

/** What must have been shown before a stage may be left upwards. */
export interface Proving {
  readonly soakSeconds: number;
  readonly advanceWhen: readonly Limit[];
  readonly minimumRequests: number;
}

/** The phase of the plan that a stage belongs to: its own, or the one that a share on the way leads to, such as `full-at-50`. */
export function planPhase(plan: Plan, stage: Stage): Plan["phases"][number] | undefined {
  return (
    plan.phases.find(({ name }) => name === stage) ??
    plan.phases.find(({ name, byWayOf }) =>
      byWayOf.some(({ trafficPercent }) => stage === `${name}-at-${trafficPercent}`),
    )
  );
}

/** The names that evidence may call a stage by: consent to a phase is consent to the shares on the way to it. */
export function stageNames(plan: Plan, stage: Stage): readonly string[] {
  const phase = planPhase(plan, stage);
  return phase === undefined || phase.name === stage ? [stage] : [stage, phase.name];
}

/** What the plan asks of a stage before it is left; the staging stack has one stage, which is called staging. */
export function provingOf(plan: Plan, stage: Stage): Proving | undefined {
  const phase = planPhase(plan, stage);
  if (phase === undefined) return stage === "staging" ? plan.staging : undefined;
  const share = phase.byWayOf.find(({ trafficPercent }) => stage === `${phase.name}-at-${trafficPercent}`);
  return share === undefined ? phase : { ...phase, soakSeconds: share.soakSeconds };
}

/** Whether something that the plan asks for before some phases is asked for before this stage. No list means every phase. */
export function isAskedBefore(plan: Plan, stage: Stage, before: readonly string[] | undefined): boolean {
  return before === undefined || stageNames(plan, stage).some((name) => before.includes(name));
}
