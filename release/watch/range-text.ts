/** A duration as Prometheus writes it: `5m`, `90s`, `1500ms`. Never zero: a rehearsal divides times, and a range of nothing is an error. */
export function rangeText(seconds: number): string {
  const milliseconds = Math.max(1, Math.round(seconds * 1000));
  for (const [unit, size] of units) if (milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  return `${milliseconds}ms`;
}

const units: readonly (readonly [string, number])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
];
