import { z } from "zod";
import { DaySpan } from "./day-span";
import { GateName } from "./gate-name";
import { Limit, Trigger } from "./limit";

/** Where a phase goes on trouble. */
export const OnTrouble = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("roll-back") }),
  z.strictObject({ kind: z.literal("step-down"), to: z.string() }),
]);

/** Where a phase goes on trouble. */
export type OnTrouble = z.infer<typeof OnTrouble>;

/** Something to look at again and again, and how often. */
export const Check = z.strictObject({
  what: z.string(),
  /** The gap between two looks; both ends are equal unless the plan gives a range. Absent when it names no interval. */
  every: z.strictObject({ atLeastSeconds: z.number(), atMostSeconds: z.number() }).optional(),
  /** How long it goes on, from the start of the phase (or of completion). Absent means as long as the phase lasts. */
  forFirstSeconds: z.number().optional(),
});

/** Something to look at again and again, and how often. */
export type Check = z.infer<typeof Check>;

/** Something that people do in a phase, and how long it takes. */
export const Activity = z.strictObject({
  what: z.string(),
  takesSeconds: z.number().optional(),
  steps: z.array(z.string()).default([]),
});

/** Something that people do in a phase. */
export type Activity = z.infer<typeof Activity>;

const proving = {
  /** How long the limits must have held, measured, before the phase may be left upwards. */
  soakSeconds: z.number(),
  /** What must hold all that time. */
  advanceWhen: z.array(Limit),
  /** How many requests the candidate must have answered for the limits to say anything. */
  minimumRequests: z.number().int().default(100),
  /** When the phase takes place, in days counted from the plan's first day. */
  days: DaySpan.optional(),
  activities: z.array(Activity).default([]),
  checks: z.array(Check).default([]),
};

/** A named share of traffic. */
export const Phase = z.strictObject({
  name: z.string(),
  trafficPercent: z.number(),
  /** Gates that must pass before this phase may be entered. */
  enter: z.array(GateName),
  ...proving,
  /** Triggers that hold in this phase beside those of the whole plan. */
  rollBackWhen: z.array(Trigger).default([]),
  onTrouble: OnTrouble.default({ kind: "roll-back" }),
  /** Shares on the way from the previous phase to this one. */
  byWayOf: z.array(z.strictObject({ trafficPercent: z.number(), soakSeconds: z.number() })).default([]),
});

/** A named share of traffic. */
export type Phase = z.infer<typeof Phase>;

/** What a release goes through on the staging stack, at 100 % of that stack's traffic. */
export const Staging = z.strictObject({
  /** Gates that must pass before the release is deployed to staging. */
  enter: z.array(GateName).default([]),
  ...proving,
  /** The longest soak that is planned for. */
  soakUpToSeconds: z.number().optional(),
  /** How much of the staging checklist must be done for staging to count as green. */
  checklistPercent: z.number().default(100),
  /** The stack's name. */
  stack: z.string().default("staging"),
});

/** What a release goes through on the staging stack. */
export type Staging = z.infer<typeof Staging>;
