import { describe, expect, it } from "vitest";
import { countSeverities, severityOf } from "../../../evidence/reports/severity";

describe("a CVSS score", () => {
  it.each([
    [10, "critical"],
    [9, "critical"],
    [8.9, "high"],
    [7, "high"],
    [6.9, "medium"],
    [4, "medium"],
    [3.9, "low"],
    [0.1, "low"],
    [0, undefined],
    [-0.1, "critical"],
    [10.1, "critical"],
    [Number.NaN, "critical"],
    [Number.POSITIVE_INFINITY, "critical"],
    [Number.NEGATIVE_INFINITY, "critical"],
  ])("of %d is %s", (score, severity) => {
    expect(severityOf(score)).toBe(severity);
  });
});

describe("severities", () => {
  it("are counted, and what is none is passed over", () => {
    expect(countSeverities(["critical", "low", undefined, "high", "medium", "low"])).toEqual({
      critical: 1,
      high: 1,
      medium: 1,
      low: 2,
    });
    expect(countSeverities([])).toEqual({ critical: 0, high: 0, medium: 0, low: 0 });
  });
});
