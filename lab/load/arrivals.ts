/** When request number `position` (from 0) is due, in milliseconds from the start. */
export function dueAtMs(position: number, ratePerSecond: number): number {
  return (position * 1000) / ratePerSecond;
}

/**
 * How many requests are due in all after so many milliseconds. The first is due at 0. Nothing but the clock enters here:
 * a server that stalls cannot slow the arrivals down, which is what makes the load an open loop.
 */
export function arrivalsDue(elapsedMs: number, ratePerSecond: number, count: number): number {
  if (elapsedMs < 0) return 0;
  // The tiny addend undoes binary rounding at the very moment when a request is due.
  return Math.min(count, Math.floor((elapsedMs * ratePerSecond) / 1000 + 1e-6) + 1);
}
