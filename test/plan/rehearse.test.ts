import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../plan/plan";
import { readPlan } from "../../plan/read-plan";
import { rehearse } from "../../plan/rehearse";

const text = readFileSync("systems/proofile/plan.yaml", "utf8");
const valid = (of: string): { plan: Plan; hash: string } => {
  const reading = readPlan(of);
  if (reading.kind === "invalid") throw new Error(JSON.stringify(reading.problems));
  return reading;
};
const original = valid(text);
const derived = valid(rehearse(text, 3600));

describe("a rehearsal of a plan", () => {
  it("has a name and a hash of its own, and names what it rehearses", () => {
    expect(derived.plan.system).toBe("proofile-rehearsal");
    expect(derived.hash).not.toBe(original.hash);
    expect(derived.plan.rehearsal).toEqual({ of: original.hash, factor: 3600 });
    expect(valid(rehearse(text, 1800)).hash).not.toBe(derived.hash);
  });
  it("divides every soak by the factor", () => {
    expect(original.plan.phases.map(({ soakSeconds }) => soakSeconds)).toEqual([172_800, 259_200, 86_400]);
    expect(derived.plan.phases.map(({ soakSeconds }) => soakSeconds)).toEqual([48, 72, 24]);
  });
  it("divides the windows of triggers and the freeze when blind", () => {
    const windows = ({ rollBackWhen }: Plan) => rollBackWhen.map(({ forSeconds }) => forSeconds);
    expect(windows(derived.plan)).toEqual(windows(original.plan).map((seconds) => seconds / 3600));
    expect(derived.plan.whenBlind.freezeSeconds).toBe(original.plan.whenBlind.freezeSeconds / 3600);
  });
  it("leaves shares, limits, gates and signatures as they are", () => {
    const kept = ({ phases, approvals, decisions, alerts }: Plan) => ({
      phases: phases.map(({ name, trafficPercent, enter, minimumRequests }) => ({
        name,
        trafficPercent,
        enter,
        minimumRequests,
      })),
      ...{ approvals, decisions, alerts },
    });
    expect(kept(derived.plan)).toEqual(kept(original.plan));
  });
  it("is refused of a plan that is one already, or is not valid", () => {
    expect(() => rehearse(rehearse(text, 60), 60)).toThrow("must not be a rehearsal already");
    expect(() => rehearse("system: x", 60)).toThrow("must be valid");
  });
});
