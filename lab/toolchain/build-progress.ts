/** One report of a running toolchain build, sent about once a second while a step works. */
export interface BuildProgress {
  /** Number of this step, from 1. */
  readonly step: number;
  /** Number of steps in this run. */
  readonly steps: number;
  /** What the step makes: a program, or the CRD files. */
  readonly program: string;
  /** `ready`: there was nothing to do. `waiting`: another run makes the same. `skipped`: it cannot be had, and `note` says why. */
  readonly state: "ready" | "downloading" | "building" | "waiting" | "done" | "skipped";
  readonly elapsedSeconds: number;
  /** How long the step took last time here, else on the reference machine. */
  readonly expectedSeconds: number;
  readonly note?: string;
}
