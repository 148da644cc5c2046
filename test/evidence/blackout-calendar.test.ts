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
  expect(freezes.value.every(({ kind }) => kind === "window")).toBe(true);
  return freezes.value.map(({ reason, until }) => `${reason} until ${until ?? "?"}`);
};

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

  it("finds every blackout that is on, from its first second to the one before its end, and calls one without a name so", () => {
    const plan = calendar(
      ...event("DTSTART:20261101T100000Z", "DTEND:20261101T110000Z"),
      ...["BEGIN:VEVENT", "UID:2", "DTSTART:20261101T103000Z", "DTEND:20261101T120000Z", "END:VEVENT"],
    );
    const at = (clock: string) => reasons(plan, `2026-11-01T${clock}Z`).map((reason) => reason.split(" of ")[0]);
    expect(at("09:59:59")).toEqual([]);
    expect(at("10:00:00")).toEqual(['blackout "Sale"']);
    expect(at("10:59:59")).toEqual(['blackout "Sale"', 'blackout "blackout"']);
    expect(at("11:00:00")).toEqual(['blackout "blackout"']);
    expect(at("12:00:00")).toEqual([]);
  });

  it("takes a time without a zone in the zone of the allowed hours", () => {
    const plan = calendar(...event("DTSTART:20261101T100000", "DTEND:20261101T110000"));
    const hours = { days: ["sunday"], fromMinute: 0, toMinute: 1440, zone: "America/New_York" } as const;
    expect(reasons({ ...plan, allowedHours: hours }, "2026-11-01T15:30:00Z")).toHaveLength(1);
    expect(reasons({ ...plan, allowedHours: hours }, "2026-11-01T10:30:00Z")).toHaveLength(0);
    expect(reasons(plan, "2026-11-01T10:30:00Z")).toHaveLength(1);
  });

  it("takes a start and an end each in its own zone", () => {
    const plan = calendar(
      ...event("DTSTART;TZID=America/New_York:20261110T100000", "DTEND;TZID=Europe/Berlin:20261110T170000"),
    );
    expect(reasons(plan, "2026-11-10T15:30:00Z")).toEqual([
      'blackout "Sale" of the calendar "blackout.ics" until 2026-11-10T16:00:00Z',
    ]);
    expect(reasons(plan, "2026-11-10T16:00:00Z")).toEqual([]);
  });

  it("takes an end by its length, in the zone of the start", () => {
    const plan = calendar(...event("DTSTART;TZID=America/New_York:20261110T100000", "DURATION:PT1H"));
    expect(reasons(plan, "2026-11-10T15:59:59Z")).toHaveLength(1);
    expect(reasons(plan, "2026-11-10T16:00:00Z")).toHaveLength(0);
  });

  it("takes a repetition that was moved out of a calendar that lacks the rest, each of them", () => {
    const plan = calendar(
      ...event("RECURRENCE-ID:20261106T100000Z", "DTSTART:20261106T150000Z", "DTEND:20261106T160000Z"),
      ...event("RECURRENCE-ID:20261107T100000Z", "DTSTART:20261107T150000Z", "DTEND:20261107T160000Z"),
    );
    expect(reasons(plan, "2026-11-06T15:30:00Z")).toHaveLength(1);
    expect(reasons(plan, "2026-11-07T15:30:00Z")).toHaveLength(1);
  });

  it("follows a repetition that was moved to weeks before its day", () => {
    const plan = calendar(
      ...event("DTSTART:20261020T100000Z", "DTEND:20261020T110000Z", "RRULE:FREQ=WEEKLY"),
      ...event("RECURRENCE-ID:20261201T100000Z", "DTSTART:20261102T150000Z", "DTEND:20261102T160000Z"),
    );
    expect(reasons(plan, "2026-11-02T15:30:00Z")).toHaveLength(1);
    expect(reasons(plan, "2026-12-01T10:30:00Z")).toHaveLength(0);
  });

  it("holds as many events as it may, and not one more", () => {
    const many = (count: number) =>
      calendar(
        ...Array.from({ length: count }, (_, at) => event("DTSTART:20261101T100000Z").with(1, `UID:${at}`)).flat(),
      );
    expect(reasons(many(2000), "2026-11-02T00:00:00Z")).toEqual([]);
    expect(readFreezes({ plan: many(2001), folder, now: "2026-11-02T00:00:00Z" })).toEqual({
      kind: "unknown",
      reason: 'blackout calendar "blackout.ics": holds more than 2000 events',
    });
  });

  it("looks at as many repetitions as it may, of all events together, and not at one more", () => {
    const daily = (count: number): string[] =>
      event("DTSTART:19900101T100000Z", "DTEND:19900101T110000Z", `RRULE:FREQ=DAILY;COUNT=${count}`);
    const now = "2026-11-02T00:00:00Z";
    expect(reasons(calendar(...daily(5000), ...daily(5000).with(1, "UID:2")), now)).toEqual([]);
    expect(readFreezes({ plan: calendar(...daily(5000), ...daily(5001).with(1, "UID:2")), folder, now }).kind).toBe(
      "unknown",
    );
  });

  it("takes a moved repetition for one of its own event only", () => {
    const daily = event("DTSTART:20261101T100000Z", "DTEND:20261101T110000Z", "RRULE:FREQ=DAILY;COUNT=30");
    const moved = event("RECURRENCE-ID:20261106T100000Z", "DTSTART:20261106T150000Z", "DTEND:20261106T160000Z");
    const other = daily.with(1, "UID:2").with(2, "SUMMARY:Audit");
    const plan = calendar(...daily, ...other, ...moved);
    const names = (now: string) => reasons(plan, now).map((reason) => reason.split(" of ")[0]);
    expect(names("2026-11-06T10:30:00Z")).toEqual(['blackout "Audit"']);
    expect(names("2026-11-06T15:30:00Z")).toEqual(['blackout "Sale"']);
  });

  it("keeps every event of those that have one name, or none, and lets a moved repetition hide none of them", () => {
    for (const name of ["UID:1", "COMMENT:nameless"]) {
      const first = event("DTSTART:20261101T100000Z", "DTEND:20261101T110000Z", "RRULE:FREQ=DAILY;COUNT=30").with(
        1,
        name,
      );
      const second = event("DTSTART:20261101T130000Z", "DTEND:20261101T140000Z", "RRULE:FREQ=DAILY;COUNT=30").with(
        1,
        name,
      );
      const moved = event("RECURRENCE-ID:20261106T100000Z", "DTSTART:20261106T150000Z", "DTEND:20261106T160000Z").with(
        1,
        name,
      );
      const plan = calendar(...first, ...second, ...moved);
      for (const clock of ["10:30", "13:30", "15:30"]) {
        expect([name, clock, reasons(plan, `2026-11-06T${clock}:00Z`).length]).toEqual([name, clock, 1]);
      }
    }
  });

  it("looks a month ahead for repetitions that were moved to now, and at the first one after", () => {
    const weekly = event("DTSTART:20261022T153000Z", "DTEND:20261022T160000Z", "RRULE:FREQ=WEEKLY");
    const moved = event("RECURRENCE-ID:20261210T153000Z", "DTSTART:20261102T150000Z", "DTEND:20261102T160000Z");
    expect(reasons(calendar(...weekly, ...moved), "2026-11-02T15:30:00Z")).toHaveLength(1);
    expect(reasons(calendar(...weekly, ...moved), "2026-11-02T15:29:59Z")).toHaveLength(0);
  });

  it("follows a repeated event without a zone in the zone of the allowed hours, and takes UTC as UTC there", () => {
    const hours = { days: ["sunday"], fromMinute: 0, toMinute: 1440, zone: "America/New_York" } as const;
    const floating = calendar(...event("DTSTART:20261018T100000", "DTEND:20261018T110000", "RRULE:FREQ=WEEKLY"));
    expect(reasons({ ...floating, allowedHours: hours }, "2026-10-25T14:30:00Z")).toHaveLength(1);
    expect(reasons({ ...floating, allowedHours: hours }, "2026-10-25T10:30:00Z")).toHaveLength(0);
    const utc = calendar(...event("DTSTART:20261018T100000Z", "DTEND:20261018T110000Z", "RRULE:FREQ=WEEKLY"));
    expect(reasons({ ...utc, allowedHours: hours }, "2026-10-25T10:30:00Z")).toHaveLength(1);
    expect(reasons({ ...utc, allowedHours: hours }, "2026-10-25T14:30:00Z")).toHaveLength(0);
  });

  it("takes events only, and nothing else that a calendar holds", () => {
    const todo = event("DTSTART:20261101T100000Z", "DURATION:PT1H").map((line) => line.replace("VEVENT", "VTODO"));
    expect(reasons(calendar(...todo), "2026-11-01T10:30:00Z")).toEqual([]);
  });

  it("leaves out what was cancelled in small letters", () => {
    const plan = calendar(...event("DTSTART:20261101T100000Z", "DTEND:20261101T110000Z", "STATUS:cancelled"));
    expect(reasons(plan, "2026-11-01T10:30:00Z")).toEqual([]);
  });

  it("leaves out what was cancelled", () => {
    const plan = calendar(...event("DTSTART:20261101T100000Z", "DTEND:20261101T110000Z", "STATUS:CANCELLED"));
    expect(reasons(plan, "2026-11-01T10:30:00Z")).toEqual([]);
  });

  it.each([
    ["a calendar that is not there", undefined, 'blackout calendar "blackout.ics": is absent'],
    ["a calendar that leads out", null, 'blackout calendar "../blackout.ics": leads out of the folder of evidence'],
    [
      "bytes that are no UTF-8",
      Buffer.from(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:\xff\r\nDTSTART:20261101T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "latin1",
      ),
      'blackout calendar "blackout.ics": is not readable as iCalendar (',
    ],
    [
      "an event that stands alone",
      "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261101T100000Z\r\nEND:VEVENT\r\n",
      'blackout calendar "blackout.ics": is no iCalendar',
    ],
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
    if (text !== undefined && text !== null) writeFileSync(join(folder, "blackout.ics"), text);
    const freezes = readFreezes({
      plan: { ...open, blackoutCalendar: text === null ? "../blackout.ics" : "blackout.ics" },
      folder,
      now: "2026-11-01T10:00:00Z",
    });
    expect(freezes.kind).toBe("unknown");
    expect(freezes.kind === "unknown" ? freezes.reason : "").toContain(reason);
  });
});
