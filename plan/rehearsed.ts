import type { Plan } from "./plan";

type Phase = Plan["phases"][number];
type Timed = Pick<Phase, "soakSeconds" | "advanceWhen">;

/**
 * The plan with its times divided, when it is one for a rehearsal: soaks, windows of limits and triggers, and the freeze when blind.
 * Shares, limits, gates and signatures stay as they are, so that a rehearsal proves the same things faster.
 */
export function rehearsed(plan: Plan): Plan {
  if (plan.rehearsal === undefined) return plan;
  const { factor } = plan.rehearsal;
  const shorter = (seconds: number): number => seconds / factor;
  const windows = <T extends object>(list: readonly T[]): T[] => list.map((one) => scaled(one, shorter));
  const timed = <T extends Timed>(one: T): T => ({
    ...one,
    soakSeconds: shorter(one.soakSeconds),
    advanceWhen: windows(one.advanceWhen),
  });
  return {
    ...plan,
    ...(plan.staging === undefined ? {} : { staging: timed(plan.staging) }),
    phases: plan.phases.map((phase) => ({
      ...timed(phase),
      rollBackWhen: windows(phase.rollBackWhen),
      byWayOf: phase.byWayOf.map((share) => ({ ...share, soakSeconds: shorter(share.soakSeconds) })),
    })),
    rollBackWhen: windows(plan.rollBackWhen),
    whenBlind: { ...plan.whenBlind, freezeSeconds: shorter(plan.whenBlind.freezeSeconds) },
    ...(plan.hotfix === undefined ? {} : { hotfix: { ...plan.hotfix, soakSeconds: shorter(plan.hotfix.soakSeconds) } }),
  };
}

const windowNames = ["forSeconds", "withinSeconds"];

/** Divides the windows of a limit or trigger; what has none is left as it is. */
function scaled<T extends object>(one: T, shorter: (seconds: number) => number): T {
  const entries = Object.entries(one).map(([key, value]) => [
    key,
    windowNames.includes(key) && typeof value === "number" ? shorter(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
