/** One reason why a move is refused, and the way out of it. */
export interface Blocker {
  /** Name of the guard that refused, as in `guards.ts`. */
  readonly guard: string;
  /** Name of the gate, when it was one. */
  readonly gate?: string;
  /** What was found, in the words of the plan, as one line. */
  readonly reason: string;
  /** Who must do what, as one line. */
  readonly remedy: string;
}

/** The one line that a person reads. */
export const blockerLine = ({ reason, remedy }: Blocker): string => `${reason}: ${remedy}`;
