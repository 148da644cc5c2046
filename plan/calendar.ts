import { z } from "zod";
import { DaySpan } from "./day-span";

const date = z.string();
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A day of the week. */
export const Weekday = z.enum(weekdays);

/** A day of the week. */
export type Weekday = z.infer<typeof Weekday>;

/** Days on which nothing may go up. Dates are ISO dates, both included, in the zone of the allowed hours. */
export const FreezeWindow = z.strictObject({ fromDate: date, toDate: date, why: z.string().optional() });

/** Days on which nothing may go up. */
export type FreezeWindow = z.infer<typeof FreezeWindow>;

/** When a phase may be entered upwards. Minutes are counted from midnight in the zone. */
export const AllowedHours = z.strictObject({
  days: z.array(Weekday),
  fromMinute: z.number().int(),
  toMinute: z.number().int(),
  /** IANA name of the time zone. */
  zone: z.string(),
});

/** When a phase may be entered upwards. */
export type AllowedHours = z.infer<typeof AllowedHours>;

/** When an announcement is due. A phase of `undefined` means the whole release. */
export const Moment = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("before"), seconds: z.number(), phase: z.string().optional() }),
  z.strictObject({ kind: z.literal("after"), seconds: z.number(), phase: z.string().optional() }),
  z.strictObject({ kind: z.literal("start"), phase: z.string().optional() }),
  z.strictObject({ kind: z.literal("end"), phase: z.string().optional() }),
  z.strictObject({ kind: z.literal("every-phase") }),
  z.strictObject({ kind: z.literal("trouble") }),
  z.strictObject({ kind: z.literal("rollback") }),
  z.strictObject({
    kind: z.literal("date"),
    fromDate: date,
    toDate: date.optional(),
    /** Minutes from midnight, when the hour is fixed. */
    minute: z.number().int().optional(),
  }),
]);

/** When an announcement is due. */
export type Moment = z.infer<typeof Moment>;

/** What is told to whom, when and where. */
export const Announcement = z.strictObject({
  what: z.string(),
  when: Moment,
  audience: z.array(z.string()).default(["stakeholders"]),
  channels: z.array(z.string()).default([]),
});

/** What is told to whom, when and where. */
export type Announcement = z.infer<typeof Announcement>;

/** Work or a milestone around the release, for reports and calendars. It gates nothing. */
export const TimelineEntry = z.strictObject({
  what: z.string(),
  when: DaySpan.optional(),
  /** The plan's own numbering of weeks, where a timeline has one. */
  week: z.number().int().optional(),
  by: z.string().optional(),
  takesSeconds: z.number().optional(),
  priority: z.enum(["critical", "high", "medium", "low"]).optional(),
  /** The name of the task where it is tracked. */
  ref: z.string().optional(),
});

/** Work or a milestone around the release. */
export type TimelineEntry = z.infer<typeof TimelineEntry>;
