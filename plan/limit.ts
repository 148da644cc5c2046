import { z } from "zod";
import { MetricUnit } from "./metric-unit";

/** How a measured value is held against a threshold. `grows` compares the growth per hour, not the level. */
export const Operator = z.enum(["below", "above", "at-most", "at-least", "grows"]);

/** How a measured value is held against a threshold. */
export type Operator = z.infer<typeof Operator>;

const condition = {
  operator: Operator,
  value: z.number(),
  unit: MetricUnit,
  /** Of how many, for a count such as 45 of 45. */
  outOf: z.number().int().optional(),
  /** How long it must be so without a gap. 0 means at once. */
  forSeconds: z.number().default(0),
  /** By when it must be so at the latest, counted from the start of the phase. */
  withinSeconds: z.number().optional(),
};

/** A threshold without the metric it is about: what an alert level holds. */
export const Condition = z.strictObject(condition);

/** A threshold without the metric it is about: what an alert level holds. */
export type Condition = z.infer<typeof Condition>;

/** A threshold on a metric: what `roll back when` lists. It is true when there is trouble. */
export const Trigger = z.strictObject({ metric: z.string(), ...condition });

/** A threshold on a metric that means trouble once it is true. */
export type Trigger = z.infer<typeof Trigger>;

/** What must hold before a phase may be left upwards: a threshold, or a comparison with staging or the stable version. */
export const Limit = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("threshold"), metric: z.string(), ...condition }),
  z.strictObject({
    kind: z.literal("comparison"),
    metric: z.string(),
    withinPercent: z.number(),
    baseline: z.enum(["staging", "stable"]),
  }),
]);

/** What must hold before a phase may be left upwards. */
export type Limit = z.infer<typeof Limit>;
