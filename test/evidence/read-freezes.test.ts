import { describe, expect, it } from "vitest";
import { readFreezes, type FreezePlace } from "../../evidence/read-freezes";

const open: FreezePlace["plan"] = { freezeWindows: [] };
const reasons = (plan: FreezePlace["plan"], now: string): readonly string[] => {
  const freezes = readFreezes({ plan, folder: "unused", now });
  if (freezes.kind !== "present") throw new Error(JSON.stringify(freezes));
  expect(freezes.value.every(({ kind }) => kind === "window")).toBe(true);
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

  it("says nothing of a why that the plan does not give", () => {
    const short = { ...open, freezeWindows: [{ fromDate: "2026-12-24", toDate: "2026-12-24" }] };
    expect(reasons(short, "2026-12-24T12:00:00Z")).toEqual([
      "freeze window 2026-12-24 to 2026-12-24 until 2026-12-25T00:00:00Z",
    ]);
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

  it.each([
    ["monday", "2026-11-23"],
    ["tuesday", "2026-11-24"],
    ["wednesday", "2026-11-25"],
    ["thursday", "2026-11-26"],
    ["friday", "2026-11-27"],
    ["saturday", "2026-11-28"],
    ["sunday", "2026-11-29"],
  ] as const)("is open on a %s when that is the day", (day, date) => {
    const days = { days: [day], fromMinute: 0, toMinute: 1440, zone: "UTC" };
    expect(reasons({ ...open, allowedHours: days }, `${date}T00:00:00Z`)).toEqual([]);
    expect(reasons({ ...open, allowedHours: days }, `${date}T23:59:59Z`)).toEqual([]);
    const week = Array.from({ length: 7 }, (_, ahead) => `2026-11-${23 + ahead}T12:00:00Z`);
    expect(week.filter((now) => reasons({ ...open, allowedHours: days }, now).length === 0)).toHaveLength(1);
  });

  it("says the hours to the minute, and counts until the same day or one of the next", () => {
    const odd = { days: ["monday"], fromMinute: 545, toMinute: 607, zone: "UTC" } as const;
    const said = "time outside of the allowed hours, monday 09:05 to 10:07 in UTC, where it is monday";
    const at = (clock: string) => reasons({ ...open, allowedHours: odd }, `2026-11-23T${clock}Z`);
    expect(at("09:04:59")).toEqual([`${said} 09:04 until 2026-11-23T09:05:00Z`]);
    expect(at("09:05:00")).toEqual([]);
    expect(at("10:06:59")).toEqual([]);
    expect(at("10:07:00")).toEqual([`${said} 10:07 until 2026-11-30T09:05:00Z`]);
  });

  it("names no end where no day is allowed", () => {
    const never = { days: [], fromMinute: 0, toMinute: 60, zone: "UTC" };
    expect(reasons({ ...open, allowedHours: never }, "2026-11-23T00:00:00Z")).toEqual([
      "time outside of the allowed hours,  00:00 to 01:00 in UTC, where it is monday 00:00 until ?",
    ]);
  });

  it("reads a freeze window in the zone of the allowed hours", () => {
    const late = { ...plan, freezeWindows: [{ fromDate: "2026-11-24", toDate: "2026-11-24" }] };
    expect(reasons(late, "2026-11-23T23:30:00Z").some((reason) => reason.startsWith("freeze window"))).toBe(true);
  });
});
