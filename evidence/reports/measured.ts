import type { Instant } from "../../release/instant";

/** The counts of a test report. */
export interface TestCounts {
  readonly kind: "tests";
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The findings of a scan, an audit or a linter, by severity. */
export interface Findings {
  readonly kind: "findings";
  readonly tool: string;
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
}

/** What a load test measured. A percentile that the report does not hold is absent, not zero. */
export interface LoadMeasure {
  readonly kind: "load";
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly failedPercent: number;
  readonly meanSeconds: number;
  readonly p50Seconds?: number;
  readonly p90Seconds?: number;
  readonly p95Seconds?: number;
  readonly p99Seconds?: number;
  /** Thresholds of the load test itself that did not hold. */
  readonly missedThresholds: readonly string[];
}

/** The web vitals of one page. */
export interface WebVitals {
  readonly kind: "vitals";
  readonly page: string;
  readonly firstContentfulPaintSeconds: number;
  readonly largestContentfulPaintSeconds: number;
  readonly cumulativeLayoutShift: number;
}

/** Samples of one metric over a stretch of time, as Prometheus answered them. */
export interface SampledSeries {
  readonly kind: "series";
  /** Seconds since the epoch and value, in order of time. */
  readonly samples: readonly (readonly [atSeconds: number, value: number])[];
}

/** What a SLSA provenance says of a build. */
export interface BuildRecord {
  readonly kind: "build";
  readonly builder: string;
  readonly repository: string;
  readonly sourceRevision: string;
  /** Image digests, `sha256:` and 64 hex digits, of what was built. */
  readonly digests: readonly string[];
  readonly finishedAt?: Instant;
}

/** What a raw report says, in the words of Sluice. */
export type Measured = TestCounts | Findings | LoadMeasure | WebVitals | SampledSeries | BuildRecord;
