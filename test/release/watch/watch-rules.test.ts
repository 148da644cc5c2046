import { describe, expect, it } from "vitest";
import type { Plan } from "../../../plan/plan";
import { rangeText } from "../../../release/watch/range-text";
import { stepSecondsOf } from "../../../release/watch/watch-scope";
import { watchProblems } from "../../../release/watch/watch-problems";
import { alertsOf, watchRules } from "../../../release/watch/watch-rules";
import { watchedOf } from "../../../release/watch/watched";
import { planOf, rulesOf, ruleSystems } from "../../support/rules/rule-systems";

const plan = planOf("proofile");
const names = (groups: ReturnType<typeof rulesOf>) => alertsOf(groups).map(({ alert }) => alert);
const trigger = { metric: "CPU", operator: "above", value: 95, unit: "percent", forSeconds: 0 } as const;

describe("the rules of a plan", () => {
  it.each(ruleSystems)("of %s give each alert the labels by which it is routed, and a runbook", (system) => {
    for (const { labels, annotations } of alertsOf(rulesOf(planOf(system)))) {
      expect(labels).toMatchObject({ namespace: `${system}-production`, system });
      expect(["page", "warn", "info", "none", "escalation"]).toContain(labels["severity"]);
      expect(annotations["runbook_url"]).toMatch(new RegExp(`^docs/runbooks/${system}/[a-z0-9-]+\\.md$`));
    }
  });

  it("watch a candidate only while one is out", () => {
    expect(names(rulesOf(plan, true)).filter((name) => name.startsWith("Candidate"))).toEqual([
      "CandidateBlind",
      "CandidateBlindRollback",
    ]);
    expect(names(rulesOf(plan, false)).filter((name) => name.startsWith("Candidate"))).toEqual([]);
  });

  it.each([
    [
      "freeze for a while, then roll back",
      { freezeSeconds: 600, then: "roll-back" },
      ["CandidateBlind", "CandidateBlindRollback"],
    ],
    ["roll back", { freezeSeconds: 0, then: "roll-back" }, ["CandidateBlindRollback"]],
    ["freeze", { freezeSeconds: 0, then: "stay-frozen" }, ["CandidateBlind"]],
  ] as const)("follow the plan's word for blindness: %s", (_what, whenBlind, expected) => {
    const found = names(rulesOf({ ...plan, whenBlind })).filter((name) => name.startsWith("Candidate"));
    expect(found).toEqual(expected);
  });

  it("hold a phase's own trigger in that phase alone", () => {
    const [first, ...rest] = plan.phases;
    if (first === undefined) throw new Error("a plan has phases");
    const own: Plan = { ...plan, phases: [{ ...first, rollBackWhen: [trigger] }, ...rest] };
    const rules = (phase: string) =>
      names(watchRules({ plan: own, namespace: "n", phase, candidate: true, runbooks: "r" }));
    expect(rules(first.name)).toContain("CpuInCanaryRollback");
    expect(rules("full")).not.toContain("CpuInCanaryRollback");
  });

  it("name two thresholds of one metric and level apart", () => {
    const twice = { ...plan, rollBackWhen: [trigger, { ...trigger, value: 99 }] };
    expect(
      watchedOf(twice)
        .slice(-2)
        .map(({ alert }) => alert),
    ).toEqual(["CpuRollback", "CpuRollback2"]);
  });

  it("have no error budget without a target for it", () => {
    expect(names(rulesOf({ ...plan, targets: [] })).filter((name) => name.startsWith("ErrorBudget"))).toEqual([]);
  });

  it("look as much more often in a rehearsal as its times are shorter, at most once a second", () => {
    expect(stepSecondsOf(plan)).toBe(15);
    expect(stepSecondsOf({ ...plan, rehearsal: { of: "v1:x", factor: 5 } })).toBe(3);
    expect(stepSecondsOf({ ...plan, rehearsal: { of: "v1:x", factor: 100_000 } })).toBe(1);
  });
});

describe("a plan that cannot be watched", () => {
  it.each(ruleSystems)("is not %s", (system) => {
    expect(watchProblems(planOf(system))).toEqual([]);
  });

  it("is told in one line what people report and no rule can see", () => {
    const alerts = [
      { metric: "incidents", page: { operator: "above", value: 1, unit: "number", forSeconds: 0 } as const },
    ];
    expect(watchProblems({ ...plan, alerts })).toEqual([
      'alert "incidents": must be about a metric that is measured, and this one is reported by people, got level page',
    ]);
  });

  it("is told in one line what cannot be measured for the candidate alone", () => {
    const rollBackWhen = [{ ...trigger, metric: "disk" }];
    expect(watchProblems({ ...plan, rollBackWhen })).toEqual([
      'trigger "disk": must be about a metric that is measured for the candidate alone, got one of the whole system',
    ]);
  });
});

describe("a range of time", () => {
  it.each([
    [86_400, "1d"],
    [5400, "90m"],
    [300, "5m"],
    [1.5, "1500ms"],
    [0.003, "3ms"],
    [0, "1ms"],
  ])("of %d seconds is %s", (seconds, text) => {
    expect(rangeText(seconds)).toBe(text);
  });
});
