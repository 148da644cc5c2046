import { describe, expect, it } from "vitest";
import { prometheusRange } from "../../support/evidence/reports";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const whole = prometheusRange(0, 120, () => 0.5);
const read = (...values: readonly (readonly [number, string])[]) =>
  readAs("prometheus", putAt(whole, "data.result.0.values", values));
const numberOf = (text: string): unknown => {
  const answer = read([0, text]);
  return answer.kind === "present" && answer.value.kind === "series" ? answer.value.samples[0]?.[1] : answer;
};

describe("an answer of Prometheus", () => {
  it.each([
    ["0", 0],
    ["12", 12],
    ["12.5", 12.5],
    ["0.055", 0.055],
    [".25", 0.25],
    ["3.", 3],
    ["-1.5", -1.5],
    ["+2", 2],
    ["1e3", 1000],
    ["1E3", 1000],
    ["1.5e+10", 15_000_000_000],
    ["2e-05", 0.00002],
    ["1e12", 1_000_000_000_000],
    ["+Inf", Number.POSITIVE_INFINITY],
    ["-Inf", Number.NEGATIVE_INFINITY],
  ])("reads %s as the number it is", (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it.each([
    "",
    " ",
    "NaN",
    "0x10",
    "1_000",
    "a1",
    "1a",
    "--1",
    "1.a",
    ".",
    ".a",
    "e5",
    "1e",
    "1ea",
    "1ex5",
    "Infinity",
    "Inf",
    "1 ",
    " 1",
    "1,5",
  ])('reads "%s" as no number', (text) => {
    expect(numberOf(text)).toBeNaN();
  });

  it("of no series, and of one without samples, holds none", () => {
    const nothing = { kind: "present", value: { kind: "series", samples: [] } };
    expect(readAs("prometheus", putAt(whole, "data.result", []))).toEqual(nothing);
    expect(read()).toEqual(nothing);
  });

  it("may carry an empty list of warnings", () => {
    expect(readAs("prometheus", putAt(whole, "warnings", [])).kind).toBe("present");
  });

  it("is refused with two samples of one moment, or out of order, wherever they stand", () => {
    expect(read([0, "1"], [60, "1"], [60, "1"])).toEqual({ kind: "invalid", reason: "holds sample 3 out of order" });
    expect(read([0, "1"], [60, "1"], [59, "1"])).toEqual({ kind: "invalid", reason: "holds sample 3 out of order" });
    expect(read([60, "1"], [60, "1"])).toEqual({ kind: "invalid", reason: "holds sample 2 out of order" });
  });

  it.each([
    ["data", {}],
    ["data.resultType", "vector"],
    ["data.result.0.metric", undefined],
    ["data.result.0.metric.system", 1],
    ["data.result.0.values", undefined],
    ["data.result.0.values.1", [60]],
    ["data.result.0.values.1.0", "60"],
    ["data.result.0.values.1.1", 0.5],
    ["data.result.0.values.1.1", "1".repeat(41)],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(refusal("prometheus", putAt(whole, path, value))).toMatch(
      new RegExp(`^${path.replaceAll(".", "\\.")}[^ ]*: `),
    );
  });
});
