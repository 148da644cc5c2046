/** A moment as it is stored and shown: RFC 3339 in UTC with a `Z`, such as `2026-11-21T10:00:00Z`. */
export type Instant = string;

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/**
 * Seconds since the epoch, so that no calendar and no daylight-saving change enters an interval.
 * Anything that is not an {@link Instant} gives NaN, and NaN passes no comparison: callers must ask for what is allowed, never for what is not.
 */
export const secondsOf = (at: Instant): number => (shape.test(at) ? Date.parse(at) / 1000 : Number.NaN);
