import { describe, expect, it } from "vitest";
import type { Plan } from "../../../plan/plan";
import { isAskedBefore, planPhase, provingOf, stageNames } from "../../../release/gates/plan-stage";
import { everyGatePlan } from "../../support/evidence/every-gate-plan";

const { plan: base } = everyGatePlan();
const plan: Plan = {
  ...base,
  phases: base.phases.map((phase) =>
    phase.name === "full"
      ? {
          ...phase,
          byWayOf: [
            { trafficPercent: 25, soakSeconds: 60 },
            { trafficPercent: 50, soakSeconds: 120 },
          ],
        }
      : phase,
  ),
};
const full = plan.phases.find(({ name }) => name === "full");

describe("a stage", () => {
  it.each([
    ["full", "full"],
    ["full-at-50", "full"],
    ["full-at-100", "full"],
    ["canary", "canary"],
    ["full-at-1000", undefined],
    ["full-at-5x", undefined],
    ["full-at-", undefined],
    ["-at-50", undefined],
    ["other-at-50", undefined],
    ["prepare", undefined],
  ])("%s is the phase %s of the plan", (stage, name) => {
    expect(planPhase(plan, stage)?.name).toBe(name);
  });

  it("is a phase of its own where the plan has one of that name", () => {
    const own = { ...plan, phases: [...plan.phases, { ...plan.phases[0], name: "full-at-50" }] } as Plan;
    expect(planPhase(own, "full-at-50")?.name).toBe("full-at-50");
  });

  it.each([
    ["full", ["full"]],
    ["full-at-50", ["full-at-50", "full"]],
    ["other-at-50", ["other-at-50"]],
    ["prepare", ["prepare"]],
  ])("%s may be called %j by evidence", (stage, names) => {
    expect(stageNames(plan, stage)).toEqual(names);
  });

  it("is left once what the plan asks of it is proven: its own soak on the way to a phase", () => {
    expect(provingOf(plan, "full")).toBe(full);
    expect(provingOf(plan, "full-at-50")).toEqual({ ...full, soakSeconds: 120 });
    expect(provingOf(plan, "full-at-25")).toEqual({ ...full, soakSeconds: 60 });
    expect(provingOf(plan, "full-at-75")).toBe(full);
    expect(provingOf(plan, "staging")).toBe(plan.staging);
    expect(provingOf(plan, "prepare")).toBeUndefined();
  });

  it.each([
    ["every phase, where the plan names none", "canary", undefined, true],
    ["the phase that the plan names", "full", ["canary", "full"], true],
    ["a share on the way to it", "full-at-50", ["full"], true],
    ["no other", "canary", ["full"], false],
    ["none, where the list is empty", "canary", [], false],
  ])("is asked before %s", (_, stage, before, asked) => {
    expect(isAskedBefore(plan, stage, before)).toBe(asked);
  });
});
