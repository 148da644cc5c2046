import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { metricNames, metrics } from "../../../plan/metric";
import { indicatorOf } from "../../../release/watch/indicators";
import { measureOf } from "../../../release/watch/measure";
import { planOf } from "../../support/rules/rule-systems";

/** Whether a text is PromQL, by Prometheus' own grammar. */
function parses(query: string): boolean {
  let broken = query === "";
  parser.parse(query).iterate({ enter: ({ type }) => void (broken ||= type.isError) });
  return !broken;
}

const plan = planOf("proofile");
const scope = { plan, namespace: "proofile-production", stepSeconds: 15 };
const measured = metricNames.filter((name) => metrics[name].source === "series");

describe("the metrics that every plan knows", () => {
  it.each(measured)("%s is measured by a query of this stack's series alone", (metric) => {
    const measure = measureOf(metric, { operator: "above", value: 1, unit: "number", forSeconds: 0 }, scope);
    const expr = measure?.rule.expr ?? "";
    expect(parses(expr)).toBe(true);
    const selected = expr.match(/\{[^}]*\}/g) ?? [];
    expect(selected.length).toBeGreaterThan(0);
    expect(selected.filter((one) => !one.includes('namespace="proofile-production"'))).toEqual([]);
  });

  it("are 38, and those that people report have no indicator", () => {
    expect(measured).toHaveLength(38);
    const reported = metricNames.filter((name) => metrics[name].source === "evidence");
    expect(reported.filter((name) => indicatorOf(name, plan) !== undefined)).toEqual([]);
    expect(reported.length).toBeGreaterThan(0);
  });
});

describe("a metric that a plan adds", () => {
  it("is asked for each track by its own query", () => {
    const query = 'sum(rate(retrievals_total{$track,ok="true"}[1m]))';
    const added = { ...plan, metrics: [{ name: "retrievals", unit: "number", better: "higher", query } as const] };
    const indicator = indicatorOf("retrievals", added);
    const expr = indicator?.value({ scope: { ...scope, plan: added }, windowSeconds: 60 }) ?? "";
    expect(parses(expr)).toBe(true);
    for (const track of ["candidate", "stable"]) {
      expect(expr).toContain(`retrievals_total{namespace="proofile-production",track="${track}",ok="true"}`);
    }
  });
});
