import type { WatchScope } from "./watch-scope";

/** What is asked of an indicator: whose series, and the window of its rates in seconds. */
export interface IndicatorContext {
  readonly scope: WatchScope;
  readonly windowSeconds: number;
}

/** Requests behind a value, as PromQL that counts them within a window. */
export interface Sample {
  /** How many there were. */
  readonly all: string;
  /** How many of them were bad. Left out where a request is not good or bad by itself. */
  readonly bad?: string;
}

/** How one metric of the plan is measured by Prometheus. */
export interface Indicator {
  /** PromQL that gives the value in the unit of the metric. */
  readonly value: (context: IndicatorContext) => string;
  /** Labels that tell its series apart; none for a value of the whole stack. */
  readonly labels: readonly string[];
  /** The series of the program under test without which there is no value. */
  readonly source: string;
  /** Whether the value is taken over a window, so that its length matters. */
  readonly windowed: boolean;
  /** What the minimum of requests is counted on. Left out: the value needs none. */
  readonly sample?: (context: IndicatorContext) => Sample;
  /** Requests that say nothing before there are this many: a quantile of 0.95 needs 20. Left out: it follows from the limit. */
  readonly sampleMinimum?: number;
}

/** The labels of nearly everything: which service, and whether it is the candidate. */
export const serviceLabels: readonly string[] = ["service", "track"];
