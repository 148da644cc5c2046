import { describe, expect, it } from "vitest";
import { date, daySpan, moment, timeOfDay } from "../../../plan/text/calendar-text";
import { read } from "./read";

describe("a span of days", () => {
  it.each([
    ["day 1", { fromDay: 1, toDay: 1 }],
    ["days 3-5", { fromDay: 3, toDay: 5 }],
    ["days 3 to 5", { fromDay: 3, toDay: 5 }],
    ["day 6+", { fromDay: 6 }],
    ["week 1", { fromDay: 1, toDay: 7 }],
    ["weeks 2-4", { fromDay: 8, toDay: 28 }],
    ["month 1", { fromDay: 1, toDay: 30 }],
    ["quarter 1", { fromDay: 1, toDay: 90 }],
    ["day 0", undefined],
    ["days 5-3", undefined],
    ["days 3-3", undefined],
    ["3 days", undefined],
  ])("reads %j as %j", (text, value) => expect(read(daySpan, text)).toEqual(value));
});

describe("a day", () => {
  it.each([
    ["2026-12-20", "2026-12-20"],
    ["2028-02-29", "2028-02-29"],
    ["2026-02-29", undefined],
    ["2026-13-01", undefined],
    ["20.12.2026", undefined],
  ])("reads %j as %j", (text, value) => expect(read(date, text)).toBe(value));
});

describe("a time of day", () => {
  it.each([
    ["00:00", 0],
    ["09:30", 570],
    ["24:00", 1440],
    ["24:01", undefined],
    ["09:60", undefined],
    ["9:00", undefined],
  ])("reads %j as %j minutes", (text, value) => expect(read(timeOfDay, text)).toBe(value));
});

describe("a moment", () => {
  it.each([
    ["24 hours before", { kind: "before", seconds: 86_400 }],
    ["1 week before canary", { kind: "before", seconds: 604_800, phase: "canary" }],
    ["1 week after the release", { kind: "after", seconds: 604_800 }],
    ["at the start", { kind: "start" }],
    ["at the start of full", { kind: "start", phase: "full" }],
    ["at the end of the release", { kind: "end" }],
    ["at every phase", { kind: "every-phase" }],
    ["on trouble", { kind: "trouble" }],
    ["on rollback", { kind: "rollback" }],
    ["on 2025-01-12", { kind: "date", fromDate: "2025-01-12" }],
    ["on 2025-01-13 at 16:00", { kind: "date", fromDate: "2025-01-13", minute: 960 }],
    ["from 2026-01-01 to 2026-03-31", { kind: "date", fromDate: "2026-01-01", toDate: "2026-03-31" }],
    ["from 2026-03-31 to 2026-01-01", undefined],
    ["on 2026-02-30", undefined],
    ["on 2026-02-03 at 25:00", undefined],
    ["soon", undefined],
  ])("reads %j as %j", (text, value) => expect(read(moment, text)).toEqual(value));
});
