import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { burnRates, burns, errorRatioLimit } from "../../release/burn-rate";

/** What Sloth computes, taken from its own tests: github.com/slok/sloth v0.12.0, internal/alert/alert_test.go. */
const sloth = [
  { days: 30, factors: [14.4, 6, 3, 1] },
  { days: 28, factors: [13.44, 5.6000000000000005, 2.8000000000000003, 0.9333333333333333] },
  { days: 7, factors: [13.44, 3.5, 1.4000000000000001, 0.98] },
] as const;

describe("burn rates", () => {
  it.each(sloth)("of $days days equal Sloth's to three decimals", ({ days, factors }) => {
    expect(burnRates(days).map(({ factor }) => factor.toFixed(3))).toEqual(factors.map((factor) => factor.toFixed(3)));
  });

  it("look through the windows of the SRE workbook, the short one a twelfth of the long one", () => {
    for (const { days } of sloth) {
      const windows = burnRates(days).map(({ severity, longSeconds, shortSeconds }) => [
        severity,
        longSeconds,
        shortSeconds,
      ]);
      expect(windows).toEqual([
        ["page", 3600, 300],
        ["page", 21_600, 1800],
        ["ticket", 86_400, 7200],
        ["ticket", 259_200, 21_600],
      ]);
    }
  });

  it("name the share of the budget that is gone when they have burnt for the long window", () => {
    for (const { days } of sloth) {
      for (const { factor, longSeconds, budgetPercent } of burnRates(days)) {
        expect((factor * longSeconds * 100) / (days * 86_400)).toBeCloseTo(budgetPercent, 9);
      }
    }
  });
});

describe("an error ratio limit", () => {
  const [fast, , , slow] = burnRates(30);
  if (fast === undefined || slow === undefined) throw new Error("there are four burn rates");

  it.each([
    ["99.9 percent, page", 99.9, 0.0144],
    ["99.5 percent, page", 99.5, 0.072],
    ["95 percent, page", 95, 0.72],
  ])("of %s is factor times budget", (_title, objective, limit) => {
    expect(errorRatioLimit(fast, objective)).toBeCloseTo(limit, 12);
  });

  it.each([
    ["above 100 percent of errors, which cannot be", 93],
    ["without a budget", 100],
    ["without an objective", 0],
    ["with an objective that is no number", Number.NaN],
  ])("does not exist %s", (_title, objective) => {
    expect(errorRatioLimit(fast, objective)).toBeUndefined();
    expect(burns(fast, objective, { long: 1, short: 1 })).toBe(false);
    expect(burns(fast, objective, { long: undefined, short: undefined })).toBe(false);
  });

  it("does not exist for a slow burn without an objective, nor where it would be exactly all requests", () => {
    const slowest = burnRates(7)[3] ?? slow;
    expect(slowest.factor).toBeLessThan(1);
    expect(errorRatioLimit(slowest, 0)).toBeUndefined();
    expect(errorRatioLimit(slowest, 1e-9)).toBeCloseTo(0.98, 9);
    expect(errorRatioLimit({ ...slowest, factor: 2 }, 50)).toBeUndefined();
  });

  it("is exceeded in both windows, not at it, and never by what was not measured", () => {
    const limit = errorRatioLimit(fast, 99) ?? 0;
    const above = limit + 1e-9;
    expect(burns(fast, 99, { long: above, short: above })).toBe(true);
    expect(burns(fast, 99, { long: limit, short: above })).toBe(false);
    expect(burns(fast, 99, { long: above, short: limit })).toBe(false);
    for (const missing of [undefined, Number.NaN, -0.1, 1.1, Number.POSITIVE_INFINITY]) {
      expect(burns(fast, 99, { long: missing, short: above })).toBe("unknown");
      expect(burns(fast, 99, { long: above, short: missing })).toBe("unknown");
    }
    expect(burns(fast, 99, { long: 1, short: 1 })).toBe(true);
    expect(burns(fast, 99, { long: 0, short: 0 })).toBe(false);
  });

  it("falls as the windows get longer, so that a slow burn is found too", () => {
    fc.assert(
      fc.property(fc.double({ min: 94, max: 99.999, noNaN: true }), (objective) => {
        const limits = burnRates(30).map((rate) => errorRatioLimit(rate, objective) ?? 1);
        expect(limits).toEqual([...limits].sort((a, b) => b - a));
      }),
    );
  });
});
