import type { Settings } from "../contract/settings";
import type { Plan } from "../plan/plan";

/** The name of the one phase of a staging stack. */
export const stagingPhase = "staging";

/** The name of a share on the way to a phase, e.g. `full-at-50`. */
export const onTheWay = (phase: string, trafficPercent: number): string => `${phase}-at-${trafficPercent}`;

/**
 * The plan as one stack goes through it, with the host names that the stack gives to its services. The stack that the plan calls its staging has one phase, at 100 percent of its own traffic; on every
 * other stack each share on the way to a phase is a phase of its own, with the gates, limits and triggers of the phase that it leads to.
 */
export function planOfStack(plan: Plan, stack: string, hosts: Settings["hosts"]): Plan {
  const services = plan.services.map((service) => ({ ...service, hosts: hosts[service.name] ?? service.hosts }));
  return {
    ...plan,
    services,
    phases: stack === plan.staging?.stack ? [staging(plan.staging)] : plan.phases.flatMap(withWay),
  };
}

type Phase = Plan["phases"][number];

const withWay = (phase: Phase): readonly Phase[] => [
  ...phase.byWayOf.map((share) => ({
    ...phase,
    ...share,
    name: onTheWay(phase.name, share.trafficPercent),
    byWayOf: [],
  })),
  { ...phase, byWayOf: [] },
];

function staging({
  enter,
  soakSeconds,
  advanceWhen,
  minimumRequests,
  activities,
  checks,
}: NonNullable<Plan["staging"]>): Phase {
  return {
    ...{
      name: stagingPhase,
      trafficPercent: 100,
      enter,
      soakSeconds,
      advanceWhen,
      minimumRequests,
      activities,
      checks,
    },
    ...{ rollBackWhen: [], onTrouble: { kind: "roll-back" }, byWayOf: [] },
  };
}
