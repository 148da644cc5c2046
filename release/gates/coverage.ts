/** Samples of one metric: seconds since the epoch and value, in order of time. */
export type Samples = readonly (readonly [atSeconds: number, value: number])[];

/**
 * How much of a stretch of time was measured, in percent. The stretch is cut into steps; a step counts when it holds a
 * sample that is a number, so that two samples in one step never make up for a gap.
 */
export function coveragePercent(samples: Samples, fromSeconds: number, toSeconds: number, stepSeconds: number): number {
  const steps = Math.floor((toSeconds - fromSeconds) / stepSeconds);
  if (!(steps >= 1) || !(stepSeconds > 0)) return 0;
  const measured = new Set<number>();
  for (const [at, value] of samples) {
    const step = Math.floor((at - fromSeconds) / stepSeconds);
    if (step >= 0 && step < steps && Number.isFinite(value)) measured.add(step);
  }
  return (measured.size * 100) / steps;
}
