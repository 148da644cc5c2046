import type { DaySpan } from "../day-span";
import type { Moment } from "../calendar";
import { durationPattern, secondsOf } from "./duration";
import { wholeNumber } from "./number-text";
import { unitText } from "./unit-text";

const daysIn: Record<string, number> = { day: 1, week: 7, month: 30, quarter: 90 };
const spanText = /^(day|week|month|quarter)s? (\d{1,4})(?:(\+)| ?(?:-|to) ?(\d{1,4}))?$/;

/** Days, weeks, months or quarters counted from 1. */
export const daySpan = unitText<DaySpan>({
  what: 'a day or a rising span counted from 1, such as "day 1", "days 3-5", "day 6+", "weeks 2-4" or "month 1"',
  pattern: spanText,
  read: (text) => {
    const [, unit, first, open, last] = spanText.exec(text) ?? [];
    const length = daysIn[unit ?? ""];
    const from = wholeNumber(first);
    const to = last === undefined ? from : wholeNumber(last);
    if (length === undefined || !from || to === undefined) return undefined;
    if (last !== undefined && to <= from) return undefined;
    const fromDay = (from - 1) * length + 1;
    return open ? { fromDay } : { fromDay, toDay: to * length };
  },
});

const dateText = "(\\d{4}-\\d{2}-\\d{2})";

/** Whether the text is a day of the calendar, e.g. not the 30th of February. */
export function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A day of the calendar in ISO form. */
export const date = unitText<string>({
  what: 'a day of the calendar such as "2026-12-20"',
  pattern: new RegExp(`^${dateText}$`),
  read: (text) => (isDate(text) ? text : undefined),
});

/** A time of day, in minutes from midnight. */
export const timeOfDay = unitText<number>({
  what: 'a time of day from "00:00" to "24:00"',
  pattern: /^\d{2}:\d{2}$/,
  read: minuteOf,
});

function minuteOf(text: string): number | undefined {
  const [hour, minute] = text.split(":").map(Number);
  if (hour === undefined || minute === undefined || minute > 59) return undefined;
  const minutes = hour * 60 + minute;
  return minutes <= 24 * 60 ? minutes : undefined;
}

const phaseName = "([a-z][a-z0-9-]*)";
const relative = new RegExp(`^${durationPattern} (before|after)(?: (?:the release|${phaseName}))?$`);
const edge = new RegExp(`^at the (start|end)(?: of (?:the release|${phaseName}))?$`);
const dated = new RegExp(`^(?:on ${dateText}(?: at (\\d{2}:\\d{2}))?|from ${dateText} to ${dateText})$`);
const fixed: Record<string, Moment> = {
  "at every phase": { kind: "every-phase" },
  "on trouble": { kind: "trouble" },
  "on rollback": { kind: "rollback" },
};
const momentText = new RegExp(
  [relative, edge, dated].map((one) => one.source).join("|") + "|^at every phase$|^on (?:trouble|rollback)$",
);

function readDated(text: string): Moment | undefined {
  const [, on, at, from, to] = dated.exec(text) ?? [];
  const fromDate = on ?? from;
  if (fromDate === undefined || !isDate(fromDate)) return undefined;
  if (to !== undefined) return isDate(to) && to > fromDate ? { kind: "date", fromDate, toDate: to } : undefined;
  if (at === undefined) return { kind: "date", fromDate };
  const minute = minuteOf(at);
  return minute === undefined ? undefined : { kind: "date", fromDate, minute };
}

/** When an announcement is due. */
export const moment = unitText<Moment>({
  what: 'a moment such as "24 hours before", "1 week before canary", "at the start of canary", "at the end", "at every phase", "on trouble", "on rollback" or "on 2026-12-20 at 16:00"',
  pattern: momentText,
  read: (text) => {
    const [, amount, unit, side, phase] = relative.exec(text) ?? [];
    const named = phase === undefined ? {} : { phase };
    if (side === "before" || side === "after") {
      const seconds = secondsOf(amount, unit);
      return seconds === undefined ? undefined : { kind: side, seconds, ...named };
    }
    const [, end, of] = edge.exec(text) ?? [];
    if (end === "start" || end === "end") return { kind: end, ...(of !== undefined && { phase: of }) };
    return fixed[text] ?? readDated(text);
  },
});
