import type { Plan } from "../../plan/plan";

/** Whose series are watched, and how often they are looked at. */
export interface WatchScope {
  /** Namespace of the stack. Every series that the rules read carries it. */
  readonly namespace: string;
  readonly plan: Plan;
  /** Seconds between two scrapes, and between two evaluations of a rule. */
  readonly stepSeconds: number;
}

/** How often a plan's series are looked at: every 15 seconds, and in a rehearsal as much more often as its times are shorter, at most once a second. */
export const stepSecondsOf = (plan: Plan): number => Math.max(1, Math.round(15 / (plan.rehearsal?.factor ?? 1)));

/** Steps in the window of a rate: four, so that one lost scrape leaves it a rate. */
const windowSteps = 4;

/** Steps in the window of a rate that nothing else holds steady: a threshold that counts at once. */
const calmWindowSteps = 20;

/** The short window over which a rate is taken, in seconds: one minute at the usual step. */
export const shortWindow = ({ stepSeconds }: WatchScope): number => windowSteps * stepSeconds;

/** The long window over which a rate is taken, in seconds: five minutes at the usual step. */
export const longWindow = ({ stepSeconds }: WatchScope): number => calmWindowSteps * stepSeconds;

/** A matcher of series of this stack, with further conditions. */
export const selector = ({ namespace }: Pick<WatchScope, "namespace">, ...more: readonly string[]): string =>
  `{${[`namespace="${namespace}"`, ...more].join(",")}}`;
