import { describe, expect, it } from "vitest";
import { durationText } from "../../../release/gates/duration-text";

describe("a duration", () => {
  it.each([
    [0, "0 seconds"],
    [0.4, "0 seconds"],
    [1, "1 second"],
    [59.6, "1 minute"],
    [61, "1 minute 1 second"],
    [3600, "1 hour"],
    [7325, "2 hours 2 minutes"],
    [86_400, "1 day"],
    [86_405, "1 day 5 seconds"],
    [183_600, "2 days 3 hours"],
    [-90, "1 minute 30 seconds"],
    [Number.POSITIVE_INFINITY, "any time"],
    [Number.NaN, "any time"],
  ])("of %d seconds is said as %s", (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
