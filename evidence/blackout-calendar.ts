import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import type { Parsed } from "./parsed";

/** One stretch of time in which nothing goes up. Seconds since the epoch, the end not included. */
export interface Blackout {
  readonly name: string;
  readonly fromSeconds: number;
  readonly untilSeconds: number;
}

/** How many events, and how many repetitions of them, are looked at before the calendar is called too large. */
const maximumEvents = 2000;
const maximumRepetitions = 10_000;

/**
 * The blackouts of an iCalendar (RFC 5545) that are on at a moment. Repeated events, exceptions and time zones count; what
 * is cancelled does not. Times without a zone are in `zone`. A calendar that cannot be read in full is invalid: it might hold a blackout.
 */
export function blackoutsAt(bytes: Uint8Array, zone: string, nowSeconds: number): Parsed<readonly Blackout[]> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    if (calendar.name !== "vcalendar") return { kind: "invalid", reason: "is no iCalendar" };
    const events = calendar.getAllSubcomponents("vevent").map(eventOf);
    if (events.length > maximumEvents) return { kind: "invalid", reason: `holds more than ${maximumEvents} events` };
    const budget = { left: maximumRepetitions };
    const on = withExceptions(events).flatMap((event) => occurrencesAt(event, zone, nowSeconds, budget));
    return { kind: "present", value: on };
  } catch (error) {
    return {
      kind: "invalid",
      reason: `is not readable as iCalendar (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

/** By itself the library would take every moved repetition of the calendar for one of this event, whatever its name. */
const eventOf = (component: ICAL.Component): ICAL.Event => new ICAL.Event(component, { exceptions: [] });

/**
 * Repetitions that were moved stand as events of their own with the same name: they belong to the one event that repeats under it. Where none or
 * several do, each counts by itself and hides nothing.
 */
function withExceptions(events: readonly ICAL.Event[]): readonly ICAL.Event[] {
  const whole = events.filter((event) => !event.isRecurrenceException());
  const alone = events.filter((exception) => {
    if (!exception.isRecurrenceException()) return false;
    const [event, ...more] = whole.filter(({ uid }) => uid === exception.uid);
    if (event === undefined || more.length > 0) return true;
    event.relateException(exception);
    return false;
  });
  return [...whole, ...alone];
}

function occurrencesAt(event: ICAL.Event, zone: string, now: number, budget: { left: number }): readonly Blackout[] {
  if (!event.isRecurring()) return blackout(event, event.startDate, event.endDate, zone, now);
  const found: Blackout[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next as ICAL.Time | null; next = iterator.next()) {
    if (--budget.left < 0) throw new Error(`repeats more than ${maximumRepetitions} times until now`);
    const { startDate, endDate, item } = event.getOccurrenceDetails(next);
    found.push(...blackout(item, startDate, endDate, zone, now));
    // A repetition can be moved to an earlier day than its own: one that starts a month ahead is taken not to be on now.
    if (secondsAt(next, "UTC") > now + 31 * 86_400) break;
  }
  return found;
}

function blackout(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, zone: string, now: number): readonly Blackout[] {
  if (textOf(event, "status").toUpperCase() === "CANCELLED") return [];
  const startZone = zoneOf(event, "dtstart") ?? zone;
  const fromSeconds = secondsAt(start, startZone);
  const untilSeconds = secondsAt(end, zoneOf(event, "dtend") ?? startZone);
  return fromSeconds <= now && now < untilSeconds
    ? [{ name: textOf(event, "summary") || "blackout", fromSeconds, untilSeconds }]
    : [];
}

function textOf({ component }: ICAL.Event, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === "string" ? value : "";
}

/** The zone that a property names, whether or not the file describes it. */
const zoneOf = ({ component }: ICAL.Event, name: string): string | undefined =>
  component.getFirstProperty(name)?.getFirstParameter("tzid");

/** The wall clock in the zone, by the platform's own time zone data: what a calendar file says of a zone is not relied on. */
function secondsAt(time: ICAL.Time, zone: string): number {
  const { year, month, day, hour, minute, second } = time;
  const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second });
  const timeZone = time.zone === ICAL.Timezone.utcTimezone ? "UTC" : zone;
  return wall.toZonedDateTime(timeZone).epochMilliseconds / 1000;
}
