import { describe, expect, it } from "vitest";
import { limitObjection, limitText, valueText, type Threshold } from "../../../release/gates/limit-objection";

const limit = (operator: Threshold["operator"], value: number, unit: Threshold["unit"] = "percent"): Threshold => ({
  kind: "threshold",
  metric: "error rate",
  operator,
  value,
  unit,
  forSeconds: 0,
});

describe("a limit", () => {
  it.each([
    ["below", "error rate must be below 0.5 %"],
    ["above", "error rate must be above 0.5 %"],
    ["at-most", "error rate must be at most 0.5 %"],
    ["at-least", "error rate must be at least 0.5 %"],
    ["grows", "error rate must grow by less than 0.5 %"],
  ] as const)("with %s is said as %s", (operator, text) => {
    expect(limitText(limit(operator, 0.5))).toBe(text);
  });

  it("objects to what does not keep it, and to what is no number, and says what it got", () => {
    expect(limitObjection(limit("below", 0.5), 0.49)).toBeUndefined();
    expect(limitObjection(limit("below", 0.5), 0.5)).toBe("error rate must be below 0.5 %, got 0.5 %");
    expect(limitObjection(limit("below", 0.5), Number.NaN)).toBe("error rate must be below 0.5 %, got NaN %");
  });
});

describe("a value", () => {
  it.each([
    ["percent", "2 %"],
    ["seconds", "2 s"],
    ["number", "2"],
    ["per-minute", "2 a minute"],
    ["bytes-per-second", "2 bytes a second"],
    ["percent-per-hour", "2 % an hour"],
  ] as const)("in %s is said as %s", (unit, text) => {
    expect(valueText(2, unit)).toBe(text);
  });

  it("is rounded to six figures, without figures that say nothing", () => {
    expect([valueText(0.30000000000000004, "number"), valueText(1234567, "number")]).toEqual(["0.3", "1234570"]);
    expect(valueText(Number.POSITIVE_INFINITY, "seconds")).toBe("Infinity s");
  });
});
