import type { ReservedStage, Stage } from "./stage";

/** What the life cycle reads of one phase of the plan. */
export interface LifeCyclePhase {
  readonly name: string;
  /** Share of the traffic, in percent, from 0 to 100. Shares never fall from one phase to the next, and the last is 100. */
  readonly trafficPercent: number;
  /** Gates that must pass before the phase. */
  readonly enter: readonly string[];
}

/** What the life cycle reads of plan and trust: the way a release goes. The readers of both have checked it. */
export interface LifeCycle {
  /** Phases in order, those of the hotfix profile when that is asked. */
  readonly phases: readonly LifeCyclePhase[];
  /** Gates that must pass before each upward move, whatever the plan says: the minimum set of the trust. */
  readonly minimumGates: readonly string[];
  /** Gates that must pass before a reserved stage. */
  readonly stageGates: Readonly<Record<ReservedStage, readonly string[]>>;
  /** How many completed releases are kept to return to. */
  readonly completedKept: number;
  /** Whether the plan was derived for a rehearsal. */
  readonly rehearsal: boolean;
}

/** The stages of a release in order. `bootstrap` is none of them: it names what has run before. */
export const stagesOf = ({ phases }: LifeCycle): readonly Stage[] => [
  "prepare",
  ...phases.map(({ name }) => name),
  "complete",
  "sign-offs",
];

/** The place of a stage in the order, or -1 when the plan has no such stage. `bootstrap` stands where `complete` stands. */
export const stageIndex = (lifeCycle: LifeCycle, stage: Stage): number =>
  stagesOf(lifeCycle).indexOf(stage === "bootstrap" ? "complete" : stage);

/** The phase of that name, if the plan has it. */
export const phaseOf = ({ phases }: LifeCycle, stage: Stage): LifeCyclePhase | undefined =>
  phases.find(({ name }) => name === stage);

/** The share of the traffic, in percent, that a release has in a stage: none while it is prepared, everything once it is complete. */
export function stagePercent(lifeCycle: LifeCycle, stage: Stage): number {
  const phase = phaseOf(lifeCycle, stage);
  if (phase !== undefined) return phase.trafficPercent;
  return stage === "prepare" ? 0 : 100;
}
