import { describe, expect, it } from "vitest";
import type { Limit } from "../../../plan/limit";
import { limitExpression } from "../../../release/watch/threshold-expression";
import { planOf } from "../../support/rules/rule-systems";

const scope = { plan: planOf("proofile"), namespace: "shop-production", stepSeconds: 15 };
const limit: Limit = {
  kind: "threshold",
  metric: "memory",
  operator: "below",
  value: 80,
  unit: "percent",
  forSeconds: 0,
};
const series = (track: string) => `sluice:memory{namespace="shop-production",track="${track}"}`;

describe("a limit of a phase", () => {
  it.each([
    ["below, when it is reached", "below", ">="],
    ["above, when it is reached", "above", "<="],
    ["at most, when it is passed", "at-most", ">"],
    ["at least, when it is missed", "at-least", "<"],
  ] as const)("is broken for %s", (_what, operator, sign) => {
    expect(limitExpression({ ...limit, operator }, scope, { better: "lower" })).toBe(
      `${series("candidate")} ${sign} 80`,
    );
  });

  it("is not asked for before its deadline", () => {
    const late = limitExpression({ ...limit, withinSeconds: 3600 }, scope, { better: "lower" });
    expect(late).toContain("and on (service, track) (time() - min by (service, track) (process_start_time_seconds");
    expect(late?.endsWith(">= 3600)")).toBe(true);
  });

  it("compares the candidate with the stable version of the same service, towards the worse", () => {
    const comparison: Limit = { kind: "comparison", metric: "memory", withinPercent: 10, baseline: "stable" };
    expect(limitExpression(comparison, scope, { better: "lower" })).toBe(
      `${series("candidate")} > ignoring (track) 1.1 * ${series("stable")}`,
    );
    expect(limitExpression(comparison, scope, { better: "higher" })).toBe(
      `${series("candidate")} < ignoring (track) 0.9 * ${series("stable")}`,
    );
  });

  it("compares with a figure of staging, and says nothing without one", () => {
    const comparison: Limit = { kind: "comparison", metric: "memory", withinPercent: 10, baseline: "staging" };
    expect(limitExpression(comparison, scope, { better: "lower", staging: 50 })).toBe(`${series("candidate")} > 55`);
    expect(limitExpression(comparison, scope, { better: "lower" })).toBeUndefined();
  });

  it("has no query when people report it", () => {
    expect(limitExpression({ ...limit, metric: "incidents" }, scope, { better: "lower" })).toBeUndefined();
  });
});
