import { finding, type Guard, upward } from "./guard";
import type { Instant } from "./instant";

/** A state in which a release may not go up and its weight stays. Going down is free. */
export interface Freeze {
  readonly kind: "window" | "blind" | "tool-disabled";
  /** What froze, as one line for a person, such as `freeze window "year end"`. */
  readonly reason: string;
  /** When it ends, if that is known. */
  readonly until?: Instant;
}

/** Nothing freezes the system, and that is known. */
export const unfrozen: Guard = {
  of: upward,
  judge: ({ asked, situation: { freezes } }) => {
    if (freezes.kind === "present") {
      return freezes.value.map(({ reason, until }) => ({
        reason: `phase "${asked.phase}": nothing goes up during a freeze, got ${reason}`,
        remedy: `release manager: ${until === undefined ? "wait until it is over" : `wait until ${until}`}`,
      }));
    }
    const got = freezes.kind === "unknown" ? freezes.reason : "no calendar";
    return finding(
      `phase "${asked.phase}": whether a freeze is on must be known, got ${got}`,
      "platform engineer: make freeze windows and monitoring readable and run again",
    );
  },
};
