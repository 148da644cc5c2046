/** The answer of one gate. Only `pass` passes: `unknown` blocks exactly as `fail` does. */
export interface Verdict {
  /** Name of the gate, in the words of the plan. */
  readonly gate?: string;
  readonly status: "pass" | "fail" | "unknown";
  /** What was found, as one line for the person on call. */
  readonly reason: string;
  /** Who must do what, or the command to run. */
  readonly remedy?: string;
}

/** A verdict that lets the release on. */
export const pass = (reason: string): Verdict => ({ status: "pass", reason });
/** A verdict on evidence that was read and does not suffice. */
export const fail = (reason: string, remedy?: string): Verdict => ({
  status: "fail",
  reason,
  ...(remedy === undefined ? {} : { remedy }),
});
/** A verdict where evidence is absent or could not be judged. */
export const undecided = (reason: string, remedy?: string): Verdict => ({
  status: "unknown",
  reason,
  ...(remedy === undefined ? {} : { remedy }),
});
