import { numberPattern, plainNumber } from "./number-text";
import { unitText } from "./unit-text";

const secondsIn: Record<string, number> = {
  ms: 0.001,
  millisecond: 0.001,
  s: 1,
  second: 1,
  min: 60,
  minute: 60,
  h: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  week: 604_800,
};
const longestSeconds = 3650 * 86_400;
const units = "ms|milliseconds?|s|seconds?|min|minutes?|h|hours?|d|days?|weeks?";

/** A duration inside a larger pattern: one group for the number, one for the unit. */
export const durationPattern = `(${numberPattern}) ?(${units})`;

/** Seconds of a number and a unit, e.g. `48` and `hours`. */
export function secondsOf(amount: string | undefined, unit: string | undefined): number | undefined {
  const word = unit ?? "";
  const factor = secondsIn[word] ?? secondsIn[word.replace(/s$/, "")];
  if (amount === undefined || factor === undefined) return undefined;
  const seconds = plainNumber(amount, factor);
  return seconds > 0 && seconds <= longestSeconds ? seconds : undefined;
}

/** A duration in seconds, above 0 and at most ten years. */
export const duration = unitText<number>({
  what: 'a duration above 0 and up to 10 years, such as "30 minutes" (units: seconds, minutes, hours, days, weeks)',
  pattern: new RegExp(`^${durationPattern}$`),
  read: (text) => {
    const [, amount, unit] = new RegExp(`^${durationPattern}$`).exec(text) ?? [];
    return secondsOf(amount, unit);
  },
});

/** A duration of whole days, in days. */
export const wholeDays = unitText<number>({
  what: 'whole days up to 10 years, such as "30 days" or "2 weeks"',
  pattern: /^(\d{1,4}) ?(days?|weeks?)$/,
  read: (text) => {
    const [, amount, unit] = /^(\d{1,4}) ?(days?|weeks?)$/.exec(text) ?? [];
    const seconds = secondsOf(amount, unit);
    return seconds === undefined ? undefined : seconds / 86_400;
  },
});

/** The two ends of a duration, in seconds. */
export interface DurationRange {
  readonly atLeastSeconds: number;
  readonly atMostSeconds: number;
}

const rangePattern = new RegExp(`^(?:(${numberPattern}) ?(?:-|to) ?)?${durationPattern}$`);

/** A duration or a range of durations with one unit. A single duration is both ends. */
export const durationRange = unitText<DurationRange>({
  what: 'a duration such as "6 hours", or a rising range such as "24-48 hours"',
  pattern: rangePattern,
  read: (text) => {
    const [, from, to, unit] = rangePattern.exec(text) ?? [];
    const atMostSeconds = secondsOf(to, unit);
    const atLeastSeconds = from === undefined ? atMostSeconds : secondsOf(from, unit);
    if (atLeastSeconds === undefined || atMostSeconds === undefined) return undefined;
    if (from !== undefined && atLeastSeconds >= atMostSeconds) return undefined;
    return { atLeastSeconds, atMostSeconds };
  },
});
