import type { Limit } from "../../plan/limit";
import type { Plan } from "../../plan/plan";
import type { Stage } from "../stage";

/** What must have been shown before a stage may be left upwards. */
export interface Proving {
  readonly soakSeconds: number;
  readonly advanceWhen: readonly Limit[];
  readonly minimumRequests: number;
}

/** The phase of the plan that a stage is: shares on the way to a phase, such as `full-at-50`, are phases of their own there or stand in it. */
export function planPhase(plan: Plan, stage: Stage): Plan["phases"][number] | undefined {
  return plan.phases.find(({ name }) => name === stage) ?? plan.phases.find(({ name }) => name === destination(stage));
}

/** The names that evidence may call a stage by: consent to a phase is consent to the shares on the way to it. */
export function stageNames(plan: Plan, stage: Stage): readonly string[] {
  const to = destination(stage);
  return to !== undefined && plan.phases.some(({ name }) => name === to) ? [stage, to] : [stage];
}

/** The phase that a share on the way leads to, by its name. */
const destination = (stage: Stage): string | undefined => /^(.+)-at-\d{1,3}$/.exec(stage)?.[1];

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
