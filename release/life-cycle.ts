/** What the life cycle reads of one phase of the plan. */
export interface LifeCyclePhase {
  readonly name: string;
  /** Share of the traffic, in percent, from 0 to 100. Shares never fall from one phase to the next. */
  readonly trafficPercent: number;
  /** How long the phase must be watched before the next, in seconds. */
  readonly soakSeconds: number;
  /** Gates that must pass before the phase. */
  readonly enter: readonly string[];
}

/** What the life cycle reads of plan and trust: the way a release goes. */
export interface LifeCycle {
  /** Phases in order, those of the hotfix profile when that is asked. */
  readonly phases: readonly LifeCyclePhase[];
  /** Gates that must pass before each upward move, whatever the plan says: the minimum set of the trust. */
  readonly always: readonly string[];
  /** Gates that must pass before a reserved stage, by its name. */
  readonly stages: Readonly<Record<"bootstrap" | "prepare" | "complete" | "sign-offs", readonly string[]>>;
  /** How many completed releases can be returned to. */
  readonly completedKept: number;
  /** Whether the plan was derived for a rehearsal. */
  readonly rehearsal: boolean;
}
