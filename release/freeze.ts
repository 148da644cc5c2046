import type { Instant } from "./instant";

/** A state in which a release may not go up and its weight stays. Going down is free. */
export interface Freeze {
  readonly kind: "window" | "blind" | "tool-disabled";
  /** What froze, as one line for a person, such as `freeze window "year end"`. */
  readonly reason: string;
  /** When it ends, if that is known. */
  readonly until?: Instant;
}
