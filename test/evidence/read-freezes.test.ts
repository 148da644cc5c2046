import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readFreezes, type FreezePlace } from "../../evidence/read-freezes";

const folder = mkdtempSync(join(tmpdir(), "sluice-freezes-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const open: FreezePlace["plan"] = { freezeWindows: [] };
const reasons = (plan: FreezePlace["plan"], now: string): readonly string[] => {
  const freezes = readFreezes({ plan, folder, now });
  if (freezes.kind !== "present") throw new Error(JSON.stringify(freezes));
  return freezes.value.map(({ reason, until }) => `${reason} until ${until ?? "?"}`);
};

describe("freeze windows", () => {
  const plan = { ...open, freezeWindows: [{ fromDate: "2026-12-20", toDate: "2027-01-03", why: "year's end" }] };

  it.each([
    ["is open the second before the first day", "2026-12-19T23:59:59Z", 0],
    ["freezes from the first moment of the first day", "2026-12-20T00:00:00Z", 1],
    ["freezes to the last moment of the last day", "2027-01-03T23:59:59Z", 1],
    ["is open again on the day after", "2027-01-04T00:00:00Z", 0],
  ])("%s", (_, now, count) => {
    expect(reasons(plan, now)).toHaveLength(count);
  });

  it("says why and until when", () => {
    expect(reasons(plan, "2026-12-24T12:00:00Z")).toEqual([
      "freeze window 2026-12-20 to 2027-01-03 (year's end) until 2027-01-04T00:00:00Z",
    ]);
  });
});

describe("allowed hours", () => {
  const allowedHours = { days: ["monday", "tuesday"], fromMinute: 540, toMinute: 960, zone: "Europe/Berlin" } as const;
  const plan = { ...open, allowedHours };

  it.each([
    ["is open at nine in winter, when Berlin is an hour ahead", "2026-11-23T08:00:00Z", 0],
    ["freezes a second before nine in winter", "2026-11-23T07:59:59Z", 1],
    ["is open at nine in summer, when Berlin is two hours ahead", "2026-07-06T07:00:00Z", 0],
    ["freezes from four in the afternoon in summer", "2026-07-06T14:00:00Z", 1],
    ["is open a second before four in the afternoon", "2026-07-06T13:59:59Z", 0],
    ["freezes on another day", "2026-11-25T09:00:00Z", 1],
  ])("%s", (_, now, count) => {
    expect(reasons(plan, now)).toHaveLength(count);
  });

  it("counts until the next opening over the change to summer time", () => {
    const sunday = { ...open, allowedHours: { ...allowedHours, days: ["sunday", "monday"] as const } };
    expect(reasons(sunday, "2026-03-28T12:00:00Z")).toEqual([
      "time outside of the allowed hours, sunday, monday 09:00 to 16:00 in Europe/Berlin, where it is saturday 13:00 until 2026-03-29T07:00:00Z",
    ]);
    expect(reasons(sunday, "2026-03-29T07:00:00Z")).toEqual([]);
    expect(reasons(sunday, "2026-10-25T07:59:59Z")).toHaveLength(1);
    expect(reasons(sunday, "2026-10-25T08:00:00Z")).toEqual([]);
  });

  it("reads a freeze window in the zone of the allowed hours", () => {
    const late = { ...plan, freezeWindows: [{ fromDate: "2026-11-24", toDate: "2026-11-24" }] };
    expect(reasons(late, "2026-11-23T23:30:00Z").some((reason) => reason.startsWith("freeze window"))).toBe(true);
  });
});

describe("blackout calendars", () => {
  const calendar = (...lines: string[]): FreezePlace["plan"] => {
    const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shop//EN", ...lines, "END:VCALENDAR", ""].join("\r\n");
    writeFileSync(join(folder, "blackout.ics"), text);
    return { ...open, blackoutCalendar: "blackout.ics" };
  };
  const event = (...lines: string[]): string[] => ["BEGIN:VEVENT", "UID:1", "SUMMARY:Sale", ...lines, "END:VEVENT"];

  it("freezes for the whole of an all-day event and not after it", () => {
    const plan = calendar(...event("DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261128"));
    expect(reasons(plan, "2026-11-27T00:00:00Z")).toEqual([
      'blackout "Sale" of the calendar "blackout.ics" until 2026-11-28T00:00:00Z',
    ]);
    expect(reasons(plan, "2026-11-28T00:00:00Z")).toEqual([]);
  });

  it("follows a weekly event over the change of clocks, in its own zone", () => {
    const plan = calendar(
      ...event(
        "DTSTART;TZID=America/New_York:20261020T180000",
        "DTEND;TZID=America/New_York:20261020T190000",
        "RRULE:FREQ=WEEKLY",
      ),
    );
    expect(reasons(plan, "2026-10-27T22:30:00Z")).toHaveLength(1);
    expect(reasons(plan, "2026-11-03T22:30:00Z")).toHaveLength(0);
    expect(reasons(plan, "2026-11-03T23:30:00Z")).toHaveLength(1);
  });

  it("leaves out a repetition that was taken out, and follows one that was moved", () => {
    const plan = calendar(
      ...event(
        "DTSTART:20261101T100000Z",
        "DTEND:20261101T110000Z",
        "RRULE:FREQ=DAILY;COUNT=30",
        "EXDATE:20261105T100000Z",
      ),
      ...event("RECURRENCE-ID:20261106T100000Z", "DTSTART:20261106T150000Z", "DTEND:20261106T160000Z"),
    );
    expect(reasons(plan, "2026-11-04T10:30:00Z")).toHaveLength(1);
    expect(reasons(plan, "2026-11-05T10:30:00Z")).toHaveLength(0);
    expect(reasons(plan, "2026-11-06T10:30:00Z")).toHaveLength(0);
    expect(reasons(plan, "2026-11-06T15:30:00Z")).toHaveLength(1);
  });

  it("leaves out what was cancelled", () => {
    const plan = calendar(...event("DTSTART:20261101T100000Z", "DTEND:20261101T110000Z", "STATUS:CANCELLED"));
    expect(reasons(plan, "2026-11-01T10:30:00Z")).toEqual([]);
  });

  it.each([
    ["a calendar that is not there", undefined, 'blackout calendar "blackout.ics": is absent'],
    ["a file that is no calendar", "hello", 'blackout calendar "blackout.ics": is not readable as iCalendar'],
    [
      "an unknown time zone",
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Mars/Olympus:20261101T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
      'blackout calendar "blackout.ics": is not readable',
    ],
    [
      "an event that repeats every second for years",
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20200101T100000Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
      'blackout calendar "blackout.ics": is not readable as iCalendar (repeats more than 10000 times until now)',
    ],
  ])("answers unknown for %s", (_, text, reason) => {
    rmSync(join(folder, "blackout.ics"), { force: true });
    if (text !== undefined) writeFileSync(join(folder, "blackout.ics"), text);
    const freezes = readFreezes({
      plan: { ...open, blackoutCalendar: "blackout.ics" },
      folder,
      now: "2026-11-01T10:00:00Z",
    });
    expect(freezes.kind).toBe("unknown");
    expect(freezes.kind === "unknown" ? freezes.reason : "").toContain(reason);
  });
});
