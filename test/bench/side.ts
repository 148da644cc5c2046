import type { MeasuredRun } from "./measured-run";

/** What one round asks of a side: `serial` makes exactly one ConfigMap differ, `resources` is how many it declares in all. */
export interface Asked {
  readonly resources: number;
  readonly serial: string;
}

/** One of the two that are compared. */
export interface Side {
  /** A preview in which a release moves up and every gate is asked; for the floor, one in which one ConfigMap changes. */
  readonly preview: (asked: Asked) => Promise<MeasuredRun>;
  /** An update that changes one ConfigMap. */
  readonly up: (asked: Asked) => Promise<MeasuredRun>;
}
