import { describe, expect, it } from "vitest";
import { secondsOf } from "../../release/instant";

describe("seconds of an instant", () => {
  it.each([
    ["1970-01-01T00:00:00Z", 0],
    ["2026-11-21T10:00:00Z", 1_795_255_200],
    ["2026-11-21T10:00:00.250Z", 1_795_255_200.25],
  ])("of %s are %d", (at, seconds) => {
    expect(secondsOf(at)).toBe(seconds);
  });

  it("pass over the days on which clocks are changed in Europe without a jump", () => {
    expect(secondsOf("2026-10-25T02:00:00Z") - secondsOf("2026-10-25T00:00:00Z")).toBe(7200);
    expect(secondsOf("2026-03-29T02:00:00Z") - secondsOf("2026-03-29T00:00:00Z")).toBe(7200);
  });

  it.each([
    "",
    "now",
    "2026-11-21",
    "2026-11-21T10:00:00",
    "2026-11-21T10:00:00+01:00",
    "2026-11-21 10:00:00Z",
    "2026-11-21T10:00Z",
    "2026-13-01T00:00:00Z",
    "x2026-11-21T10:00:00Z",
    "2026-11-21T10:00:00Zx",
    "on 2026-11-21T10:00:00Z",
    "2026-11-21T10:00:00Z (noon)",
    // The two that the parser of dates would take.
    "+002026-11-21T10:00:00Z",
    "2026-11-21T10:00:00Z\0",
    "2026-11-21T10:00:00.Z",
    "2026-11-21T10:00:00.1234567890Z",
  ])("of %j are no number", (at) => {
    expect(secondsOf(at)).toBeNaN();
  });
});
