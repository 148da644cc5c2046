import { describe, expect, it } from "vitest";
import { judgeMove } from "../../release/judge-move";
import type { Situation } from "../../release/situation";
import { answerTo, asking, beforeBootstrap, worldAt } from "./support/story";

const without = (situation: Situation, ...gates: readonly string[]): Situation => ({
  ...situation,
  verdicts: situation.verdicts.filter(({ gate }) => !gates.includes(gate ?? "")),
});
const canary = worldAt("canary", 5);
const unsoaked = (...question: Parameters<typeof asking>): readonly string[] =>
  answerTo(without(asking(...question), "soak"));

describe("the soak", () => {
  it("is asked for when a phase is left upwards, also to complete", () => {
    expect(unsoaked(canary, "first", "graduated")).toEqual(["soaked"]);
    expect(unsoaked(worldAt("full", 100), "first", "complete")).toEqual(["soaked"]);
    expect(unsoaked(canary, "otherPlan", "tenth")).toEqual(["soaked"]);
  });

  it("is not asked for where no phase is left upwards", () => {
    expect(unsoaked(worldAt("prepare", 0), "first", "canary")).toEqual(["up"]);
    expect(unsoaked(canary, "otherPlan", "canary")).toEqual(["up"]);
    expect(unsoaked(worldAt("graduated", 25), "otherPlan", "canary")).toEqual(["up"]);
    expect(unsoaked(canary, "fixed", "prepare")).toEqual(["up"]);
    expect(unsoaked(worldAt("complete", 100), "first", "sign-offs")).toEqual(["up"]);
    expect(unsoaked(canary, "fixed", "graduated")).toEqual(["starts-at-prepare"]);
  });
});

describe("gates", () => {
  it("that several rules ask for are one thing to do", () => {
    const situation = asking(canary, "first", "graduated");
    const lifeCycle = { ...situation.lifeCycle, minimumGates: ["minimum", "enter-graduated", "soak"] };
    expect(answerTo(without({ ...situation, lifeCycle }, "minimum", "enter-graduated", "soak"))).toEqual([
      "minimum-gates",
      "minimum-gates",
      "minimum-gates",
    ]);
  });

  it("that object for two reasons are two things to do", () => {
    const situation = asking(canary, "first", "graduated");
    const objections = [
      { gate: "issues", status: "fail", reason: "a loss was reported" },
      { gate: "issues", status: "fail", reason: "an incident is open" },
      { status: "fail", reason: "the judge crashed" },
    ] as const;
    expect(judgeMove({ ...situation, verdicts: [...situation.verdicts, ...objections] })).toStrictEqual({
      kind: "refused",
      blockers: [
        {
          guard: "no-objection",
          gate: "issues",
          reason: `gate "issues": a loss was reported`,
          remedy: expect.any(String) as string,
        },
        {
          guard: "no-objection",
          gate: "issues",
          reason: `gate "issues": an incident is open`,
          remedy: expect.any(String) as string,
        },
        {
          guard: "no-objection",
          reason: `gate "without a name": the judge crashed`,
          remedy: expect.any(String) as string,
        },
      ],
    });
  });

  it("with the same objection are each to be mended", () => {
    const situation = asking(canary, "first", "graduated");
    const objections = ["static-scan", "image-scan"].map(
      (gate) => ({ gate, status: "fail", reason: "is too old" }) as const,
    );
    expect(answerTo({ ...situation, verdicts: [...situation.verdicts, ...objections] })).toEqual([
      "no-objection",
      "no-objection",
    ]);
  });

  it("of a contract migration do not matter before the bootstrap, which comes first", () => {
    const situation = asking(beforeBootstrap, "first", "prepare");
    expect(answerTo({ ...situation, asked: { ...situation.asked, contractMigration: "drop-column" } })).toEqual([
      "bootstrapped",
    ]);
  });

  it("after a rollback do not matter before the bootstrap either", () => {
    const journal = {
      bootstrapped: false,
      lifts: [],
      holds: [{ release: "other", ceilingPercent: 0, reason: "error rate", at: "2026-11-21T10:01:00Z" }],
    };
    expect(answerTo(asking({ ...beforeBootstrap, journal }, "first", "prepare"))).toEqual(["bootstrapped"]);
  });
});
