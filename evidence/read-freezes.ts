import { Temporal } from "temporal-polyfill";
import type { Plan } from "../plan/plan";
import type { Freeze } from "../release/freeze";
import type { Instant } from "../release/instant";
import { present, unknown, type Known } from "../release/known";
import { blackoutsAt } from "./blackout-calendar";
import { readBoundedFile } from "./bounded-file";

/** Where the plan lies, and when it is asked. */
export interface FreezePlace {
  readonly plan: Pick<Plan, "freezeWindows" | "allowedHours" | "blackoutCalendar">;
  /** The folder of the plan, which the blackout calendar lies in. */
  readonly folder: string;
  readonly now: Instant;
}

/** Days and hours are read in the zone of the allowed hours, or in UTC where the plan names none. */
const defaultZone = "UTC";

/** Every freeze of the plan that is on: freeze windows, times outside of the allowed hours, blackouts of the calendar. */
export function readFreezes({ plan, folder, now }: FreezePlace): Known<readonly Freeze[]> {
  const zone = plan.allowedHours?.zone ?? defaultZone;
  const at = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const blackouts = calendarFreezes(plan.blackoutCalendar, folder, at);
  if (blackouts.kind !== "present") return blackouts;
  return present([...windowFreezes(plan, at), ...hourFreezes(plan, at), ...blackouts.value]);
}

function windowFreezes({ freezeWindows }: FreezePlace["plan"], at: Temporal.ZonedDateTime): readonly Freeze[] {
  const today = at.toPlainDate().toString();
  return freezeWindows
    .filter(({ fromDate, toDate }) => fromDate <= today && today <= toDate)
    .map(({ fromDate, toDate, why }) => ({
      kind: "window",
      reason: `freeze window ${fromDate} to ${toDate}${why === undefined ? "" : ` (${why})`}`,
      until: instantText(Temporal.PlainDate.from(toDate).add({ days: 1 }).toZonedDateTime(at.timeZoneId)),
    }));
}

function hourFreezes({ allowedHours }: FreezePlace["plan"], at: Temporal.ZonedDateTime): readonly Freeze[] {
  if (allowedHours === undefined) return [];
  const { days, fromMinute, toMinute, zone } = allowedHours;
  // The wall clock decides: on the day of a daylight-saving change "09:00" is nine on the clocks there.
  const minute = at.hour * 60 + at.minute;
  if (days.includes(dayName(at)) && minute >= fromMinute && minute < toMinute) return [];
  const clock = `${clockText(fromMinute)} to ${clockText(toMinute)} in ${zone}`;
  const until = nextAllowed(allowedHours, at);
  return [
    {
      kind: "window",
      reason: `time outside of the allowed hours, ${days.join(", ")} ${clock}, where it is ${dayName(at)} ${clockText(minute)}`,
      ...(until === undefined ? {} : { until: instantText(until) }),
    },
  ];
}

type AllowedHours = NonNullable<Plan["allowedHours"]>;

/** The next moment at which the allowed hours begin: within eight days, or there is none. */
function nextAllowed(
  { days, fromMinute }: AllowedHours,
  at: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime | undefined {
  return Array.from({ length: 9 }, (_, ahead) => at.toPlainDate().add({ days: ahead }))
    .map((date) => {
      const midnight = date.toPlainDateTime({ hour: Math.floor(fromMinute / 60) % 24, minute: fromMinute % 60 });
      return midnight.toZonedDateTime(at.timeZoneId);
    })
    .find((start) => days.includes(dayName(start)) && Temporal.ZonedDateTime.compare(start, at) > 0);
}

function calendarFreezes(
  path: string | undefined,
  folder: string,
  at: Temporal.ZonedDateTime,
): Known<readonly Freeze[]> {
  if (path === undefined) return present([]);
  const what = `blackout calendar "${path}"`;
  const file = readBoundedFile(folder, path);
  if (file.kind === "absent") return unknown(`${what}: is absent`);
  if (file.kind === "invalid") return unknown(`${what}: ${file.reason}`);
  const blackouts = blackoutsAt(file.value, at.timeZoneId, at.epochMilliseconds / 1000);
  if (blackouts.kind === "invalid") return unknown(`${what}: ${blackouts.reason}`);
  return present(
    blackouts.value.map(({ name, untilSeconds }) => ({
      kind: "window",
      reason: `blackout "${name}" of the calendar "${path}"`,
      until: new Date(untilSeconds * 1000).toISOString().replace(".000Z", "Z"),
    })),
  );
}

const dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const dayName = (at: Temporal.ZonedDateTime): (typeof dayNames)[number] => dayNames[at.dayOfWeek - 1] ?? "sunday";
const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const instantText = (at: Temporal.ZonedDateTime): Instant => at.toInstant().toString();
