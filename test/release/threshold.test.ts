import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitHolds, type Threshold, triggerReached } from "../../release/threshold";

const operators = ["below", "above", "at-most", "at-least", "grows"] as const;

describe("a threshold", () => {
  // One step below the bound, at it, one step above it.
  it.each([
    ["below", ["true", "false", "false"], ["true", "false", "false"]],
    ["above", ["false", "false", "true"], ["false", "false", "true"]],
    ["at-most", ["true", "true", "false"], ["true", "true", "false"]],
    ["at-least", ["false", "true", "true"], ["false", "true", "true"]],
    ["grows", ["true", "false", "false"], ["false", "false", "true"]],
  ] as const)("%s 2 is held against 1.999, 2 and 2.001", (operator, limit, trigger) => {
    const threshold: Threshold = { operator, value: 2 };
    const measured = [1.999, 2, 2.001];
    expect(measured.map((value) => limitHolds(threshold, value))).toEqual(limit);
    expect(measured.map((value) => triggerReached(threshold, value))).toEqual(trigger);
  });

  it("is unknown for what was not measured or is no number, as a limit and as a trigger", () => {
    for (const operator of operators) {
      for (const measured of [undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        expect(limitHolds({ operator, value: 2 }, measured)).toBe("unknown");
        expect(triggerReached({ operator, value: 2 }, measured)).toBe("unknown");
      }
    }
  });

  it("never holds and is never reached against a bound that is no number", () => {
    for (const operator of operators) {
      expect(limitHolds({ operator, value: Number.NaN }, 1)).toBe("false");
      expect(triggerReached({ operator, value: Number.NaN }, 1)).toBe("false");
    }
  });

  it("below a bound and at least that bound are opposites", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (value, measured) => {
        expect(limitHolds({ operator: "below", value }, measured)).not.toBe(
          limitHolds({ operator: "at-least", value }, measured),
        );
        expect(limitHolds({ operator: "above", value }, measured)).not.toBe(
          limitHolds({ operator: "at-most", value }, measured),
        );
      }),
    );
  });
});
