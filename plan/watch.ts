import { z } from "zod";
import { Condition } from "./limit";

/** A metric with the levels at which somebody hears of it. */
export const Alert = z.strictObject({
  metric: z.string(),
  info: Condition.optional(),
  warn: Condition.optional(),
  page: Condition.optional(),
});

/** A metric with the levels at which somebody hears of it. */
export type Alert = z.infer<typeof Alert>;

/** How fast somebody must answer. */
export const ResponseTime = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("within"), seconds: z.number() }),
  z.strictObject({ kind: z.literal("next-business-day") }),
]);

/** How fast somebody must answer. */
export type ResponseTime = z.infer<typeof ResponseTime>;

/** The contract with those on call. */
export const OnCall = z.strictObject({
  page: ResponseTime.default({ kind: "within", seconds: 300 }),
  warn: ResponseTime.default({ kind: "within", seconds: 900 }),
  info: ResponseTime.default({ kind: "next-business-day" }),
  /** How long looking for the cause may take before the decision to roll back is due. */
  investigateSeconds: z.number().optional(),
  /** The roles on call. */
  roles: z.array(z.string()).default([]),
});

/** The contract with those on call. */
export type OnCall = z.infer<typeof OnCall>;

/** What happens when the rules cannot see the candidate: first a freeze, then something that needs no sight. */
export const WhenBlind = z.strictObject({
  freezeSeconds: z.number(),
  then: z.enum(["roll-back", "stay-frozen"]),
});

/** What happens when the rules cannot see the candidate. */
export type WhenBlind = z.infer<typeof WhenBlind>;

/** How a rollback goes. */
export const Rollback = z.strictObject({
  /** How long a rollback may take, from the decision to the last candidate answer. */
  withinSeconds: z.number().default(300),
  /** How old the last rollback drill may be. */
  drillEverySeconds: z.number().default(7 * 86_400),
  /** To how many completed releases a way back is kept. */
  keepReleases: z.number().int().default(3),
  /** Roles that may order a rollback. Anybody on call may; a plan that names roles says who is asked first. */
  orderedBy: z.array(z.string()).default([]),
});

/** How a rollback goes. */
export type Rollback = z.infer<typeof Rollback>;

/** The parts of the system that users call one by one, each with its own indicator. */
export const Tools = z.strictObject({
  count: z.number().int(),
  /** File with their names, one JSON list, beside the plan. */
  manifest: z.string().optional(),
  /** How long it may take to find a failing tool and switch it off. */
  switchOffWithinSeconds: z.number().optional(),
});

/** The parts of the system that users call one by one. */
export type Tools = z.infer<typeof Tools>;

/** A metric that this plan adds to those that every plan knows. */
export const AddedMetric = z.strictObject({
  name: z.string(),
  unit: z.enum(["percent", "seconds", "number", "per-minute", "bytes-per-second"]),
  better: z.enum(["lower", "higher"]),
  /** PromQL that gives one value for the series of one version; `$track` stands for the label matcher. */
  query: z.string(),
});

/** A metric that this plan adds. */
export type AddedMetric = z.infer<typeof AddedMetric>;
