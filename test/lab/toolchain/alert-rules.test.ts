import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureToolchain } from "../../../lab/toolchain/toolchain";
import type { AlertRule, RuleGroup } from "../../../release/watch/rule";
import { alertsOf } from "../../../release/watch/watch-rules";
import { anomalyCases } from "../../support/rules/anomaly-cases";
import { budgetCases, budgetStep, publishedBurnRates } from "../../support/rules/budget-cases";
import { escalationCase } from "../../support/rules/escalation-cases";
import { judgeCases, run, writeRules } from "../../support/rules/promtool";
import type { RuleCase } from "../../support/rules/rule-case";
import { planOf, rulesFor, rulesOf, ruleSystems } from "../../support/rules/rule-systems";
import { sampleCases } from "../../support/rules/sample-cases";
import { seedAlerts } from "../../support/rules/seed-alerts";
import { sightCases } from "../../support/rules/sight-cases";
import { expectedOf, nameOf, thresholdCases } from "../../support/rules/threshold-cases";

/* What fires is decided by Prometheus' own engine in promtool. What is expected is computed from the plan, from the seeds' tables and from the published
   burn rates; nothing of it reads the text of a rule. That the series come from real programs is proven on the lab, not here. */
let promtool: string;
let folder: string;

beforeAll(async () => {
  promtool = (await ensureToolchain(["promtool"], () => undefined)).programs.promtool;
  folder = mkdtempSync(join(tmpdir(), "sluice-rules-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const place = (system: (typeof ruleSystems)[number]) => ({ plan: planOf(system), namespace: `${system}-production` });
const shorter = (rule: AlertRule, lasting: string | undefined) =>
  rule.for === undefined || lasting === undefined ? {} : { for: lasting };
const part = (groups: readonly RuleGroup[], name: RegExp): readonly RuleGroup[] =>
  groups.filter((group) => name.test(group.name));
const measured = (system: (typeof ruleSystems)[number]) =>
  expectedOf(planOf(system)).filter(({ metric }) => metric !== "usage anomaly");
const allThresholdCases = (system: (typeof ruleSystems)[number]): readonly RuleCase[] =>
  measured(system).flatMap((expected) => [
    ...thresholdCases(expected, place(system)),
    ...(expected.metric === "error rate" ? sampleCases(expected, place(system)) : []),
  ]);

describe.each(ruleSystems)("the rules of %s", (system) => {
  const groups = rulesOf(planOf(system));
  const heard = new Set<string>();
  const judge = async (name: string, rules: readonly RuleGroup[], cases: readonly RuleCase[], stepSeconds = 15) => {
    for (const { checks } of cases) for (const { alert, firing } of checks) if (firing.length > 0) heard.add(alert);
    const said = await judgeCases(promtool, folder, { name: `${system}-${name}`, groups: rules, cases, stepSeconds });
    const checks = cases.reduce((sum, one) => sum + one.checks.length, 0);
    console.log(`${system}, ${name}: ${cases.length} cases, ${checks} checks`);
    expect(said.output).not.toContain("FAILED");
    expect(said.code).toBe(0);
  };

  it("are rules that Prometheus accepts, with every lint", async () => {
    const file = writeRules(folder, system, groups);
    const said = await run(promtool, ["check", "rules", "--lint=all", "--lint-fatal", file], folder);
    expect(said).toMatchObject({ code: 0 });
    const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
    expect(said.output).toContain(`SUCCESS: ${count} rules found`);
  });

  it("are silent at a limit, fire just above it, not one step early, and only for who is meant", async () => {
    await judge("thresholds", part(groups, /thresholds/), allThresholdCases(system));
  });

  it("fire for unusual use just above the limit", async () => {
    const limit = planOf(system).alerts.find(({ metric }) => metric === "usage anomaly")?.info?.value;
    if (limit === undefined) return;
    await judge("anomaly", rulesFor(groups, "UsageAnomalyInfo"), anomalyCases(place(system), limit));
  });

  it("say blind when the candidate's series end, its targets die, a metric or a label has another name", async () => {
    await judge("sight", part(groups, /sight/), sightCases(place(system)));
  });

  it.each(publishedBurnRates)("fire when the error budget burns as fast as published: $alert", async (rate) => {
    await judge(rate.alert, rulesFor(groups, rate.alert), budgetCases(rate, place(system)), budgetStep(rate));
  });

  it("tell others of a page that stays open, when the plan says so", async () => {
    await judge("escalation", part(groups, /thresholds|escalation/), [escalationCase(place(system))]);
  });

  it("have each of their alerts heard in a case", () => {
    expect([...new Set(alertsOf(groups).map(({ alert }) => alert))].filter((alert) => !heard.has(alert))).toEqual([]);
    console.log(`${system}: each of ${heard.size} alerts fired in a case`);
  });

  it.each([
    ["last one step less", (expr: string) => expr, "285s"],
    ["include the limit", (expr: string) => expr.replaceAll(/ ([<>]) (?=[\d.]+(?: and|$))/g, " $1= ")],
    ["watch every track", (expr: string) => expr.replaceAll(',track="candidate"', "")],
    ["count a single failure", (expr: string) => expr.replace(/ and on .*$/, "")],
  ])("would not pass if they were to %s", async (_what, change, lasting?: string) => {
    const changed = part(groups, /thresholds/).map((group) => ({
      ...group,
      rules: group.rules.map((rule) =>
        "alert" in rule ? { ...rule, expr: change(rule.expr), ...shorter(rule, lasting) } : rule,
      ),
    }));
    const cases = allThresholdCases(system).filter(({ name }) => /^ErrorRate/.test(name));
    const said = await judgeCases(promtool, folder, { name: `${system}-changed`, groups: changed, cases });
    expect(said.code).toBe(1);
    expect(said.output).toContain("FAILED");
  });
});

it("fires at every number of the seeds' alert tables", () => {
  const asserted = ruleSystems.flatMap((system) =>
    expectedOf(planOf(system)).map((expected) => {
      const { operator, value, unit, forSeconds } = expected.condition;
      return `${system} ${nameOf(expected)} ${operator} ${value} ${unit} for ${forSeconds}`;
    }),
  );
  expect(seedAlerts.filter(({ says }) => !asserted.includes(says))).toEqual([]);
  console.log(`${seedAlerts.length} numbers of the seeds' alert tables, each with its cases above`);
});
