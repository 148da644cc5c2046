import { describe, expect, it } from "vitest";
import { duration, durationRange, wholeDays } from "../../../plan/text/duration";
import { read } from "./read";

describe("a duration", () => {
  it.each([
    ["48 hours", 172_800],
    ["2 days", 172_800],
    ["1 hour", 3600],
    ["30 minutes", 1800],
    ["30 min", 1800],
    ["90 s", 90],
    ["500 ms", 0.5],
    ["1 millisecond", 0.001],
    ["1.5 hours", 5400],
    ["0.1 hours", 360],
    ["2 weeks", 1_209_600],
    ["3650 days", 315_360_000],
    ["0 hours", undefined],
    ["3651 days", undefined],
    ["-1 hours", undefined],
    ["30 m", undefined],
    ["30", undefined],
    ["an hour", undefined],
    ["1 month", undefined],
    ["1 hour 30 minutes", undefined],
  ])("reads %j as %j seconds", (text, value) => expect(read(duration, text)).toBe(value));
});

describe("whole days", () => {
  it.each([
    ["30 days", 30],
    ["2 weeks", 14],
    ["1.5 days", undefined],
    ["36 hours", undefined],
    ["0 days", undefined],
  ])("reads %j as %j", (text, value) => expect(read(wholeDays, text)).toBe(value));
});

describe("a range of durations", () => {
  it.each([
    ["24-48 hours", { atLeastSeconds: 86_400, atMostSeconds: 172_800 }],
    ["2 to 4 weeks", { atLeastSeconds: 1_209_600, atMostSeconds: 2_419_200 }],
    ["6 hours", { atLeastSeconds: 21_600, atMostSeconds: 21_600 }],
    ["48-24 hours", undefined],
    ["24-24 hours", undefined],
    ["0-1 hours", undefined],
  ])("reads %j as %j", (text, value) => expect(read(durationRange, text)).toEqual(value));
});
