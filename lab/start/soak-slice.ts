/** What one slice of a soak showed: all of it measured on real requests. */
export interface SoakSlice {
  /** End of the slice, in seconds since the epoch. */
  readonly at: number;
  readonly sent: number;
  readonly answered: number;
  readonly faults: number;
  readonly lost: number;
  readonly meanSeconds: number;
  readonly p50Seconds: number;
  readonly p95Seconds: number;
  readonly p99Seconds: number;
  /** Tools that answered as healthy. */
  readonly toolsHealthy?: number;
  readonly cacheHitPercent?: number;
}

const failedPercent = ({ sent, faults, lost }: SoakSlice): number =>
  sent === 0 ? Number.NaN : (100 * (faults + lost)) / sent;

/** How each metric that the lab can measure is read from a slice; seconds and percent as the plan counts them. */
const readings: Readonly<Record<string, (slice: SoakSlice) => number>> = {
  availability: (slice) => 100 - failedPercent(slice),
  "error rate": failedPercent,
  "5xx error rate": failedPercent,
  "critical error rate": failedPercent,
  "mean response time": ({ meanSeconds }) => meanSeconds,
  "p50 response time": ({ p50Seconds }) => p50Seconds,
  "p95 response time": ({ p95Seconds }) => p95Seconds,
  "p99 response time": ({ p99Seconds }) => p99Seconds,
  "tools operational": ({ toolsHealthy = Number.NaN }) => toolsHealthy,
  "cache hit rate": ({ cacheHitPercent = Number.NaN }) => cacheHitPercent,
};

/** The samples of one metric, or nothing for one that the lab does not measure. */
export function samplesOf(
  metric: string,
  slices: readonly SoakSlice[],
): readonly (readonly [number, number])[] | undefined {
  const reading = Object.hasOwn(readings, metric) ? readings[metric] : undefined;
  return reading === undefined ? undefined : slices.map((slice) => [slice.at, reading(slice)] as const);
}

/** The mean response time over all slices, in seconds. */
export const meanOf = (slices: readonly SoakSlice[]): number =>
  slices.reduce((sum, { meanSeconds }) => sum + meanSeconds, 0) / Math.max(1, slices.length);
