import { TimelineEntry, Weekday } from "../calendar";
import { date, daySpan, moment, timeOfDay } from "../text/calendar-text";
import { duration } from "../text/duration";
import { optional, required } from "./field";
import { listOf, timeZone, wholeNumber, words } from "./plain";
import { section } from "./section";

/** A freeze window, as it is written. */
export const writtenFreezeWindow = section(
  "freeze window",
  {
    from: required(date, "First day on which nothing goes up.", "2026-12-20"),
    to: required(date, "Last day on which nothing goes up.", "2027-01-03"),
    why: optional(words, "Why.", { example: "year's end" }),
  },
  { from: "fromDate", to: "toDate" },
);

/** The allowed hours, as they are written. */
export const writtenAllowedHours = section(
  "allowed hours",
  {
    days: required(listOf(Weekday), "Days on which a phase may be entered.", ["monday", "tuesday"]),
    from: required(timeOfDay, "From when, in quotes.", "09:00"),
    to: required(timeOfDay, "Until when, in quotes.", "16:00"),
    zone: required(timeZone, "In which time zone.", "Europe/Berlin"),
  },
  { from: "fromMinute", to: "toMinute" },
);

/** An announcement, as it is written. */
export const writtenAnnouncement = section(
  "announcement",
  {
    what: required(words, "What is said.", "scheduled deployment and expected changes"),
    when: required(moment, "When it is due.", "24 hours before canary"),
    audience: optional(listOf(words), "To whom.", { default: ["stakeholders"] }),
    channels: optional(listOf(words), "Where.", { example: ["email"] }),
  },
  {},
);

/** A line of the timeline, as it is written. */
export const writtenTimelineEntry = section(
  "timeline entry",
  {
    what: required(words, "What happens.", "final staging sign-off"),
    when: optional(daySpan, "When, counted from the timeline's first day.", { example: "day 1" }),
    week: optional(wholeNumber(1, 520), "The week that the timeline puts it in.", { example: 1 }),
    by: optional(words, "Who does it.", { example: "DevOps" }),
    takes: optional(duration, "How long it takes.", { example: "4 hours" }),
    priority: optional(TimelineEntry.shape.priority.unwrap(), "How important it is.", { example: "critical" }),
    ref: optional(words, "The name of the task where it is tracked.", { example: "4.2.1" }),
  },
  { takes: "takesSeconds" },
);
