import { z } from "zod";

/**
 * Days counted from day 1, both ends included. A week is 7 days, a month 30, a quarter 90: `week 1` is days 1 to 7.
 * A span without `toDay` has no planned end.
 */
export const DaySpan = z.strictObject({ fromDay: z.number().int(), toDay: z.number().int().optional() });

/** Days counted from day 1, both ends included. */
export type DaySpan = z.infer<typeof DaySpan>;
