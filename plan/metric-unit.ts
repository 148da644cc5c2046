import { z } from "zod";

/** What a threshold is counted in. `number` is a count or a score without a unit. */
export const MetricUnit = z.enum([
  "percent",
  "seconds",
  "number",
  "per-minute",
  "bytes-per-second",
  "percent-per-hour",
]);

/** What a threshold is counted in. */
export type MetricUnit = z.infer<typeof MetricUnit>;
