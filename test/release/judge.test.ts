import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateJudges, judgeGates } from "../../release/judge";
import { GateCase } from "../support/evidence/gate-case";
import { needs } from "../support/evidence/gate-pieces";

const rows = Object.entries(needs);

let whole: GateCase;
beforeAll(async () => {
  whole = await GateCase.make();
});
afterAll(() => {
  whole.clean();
});

describe("judging", () => {
  it("has a case for every gate, so that none is left out of what follows", () => {
    expect([...rows.map(([gate]) => gate), "rollback-cause", "staging-since-rollback", "trust-change"].sort()).toEqual(
      Object.keys(gateJudges).sort(),
    );
  });

  it.each([...rows.map(([gate]) => gate), "rollback-cause"])("lets %s pass when its evidence is whole", (gate) => {
    expect(whole.judge(gate)).toMatchObject({ gate, status: "pass" });
  });

  it("gives every name one verdict in the order asked, and blocks a name that nobody knows", () => {
    const { question } = whole.gather();
    const verdicts = judgeGates(["tests", "no-such-gate", "tests", "constructor"], question);
    expect(verdicts.map(({ gate, status }) => `${gate}: ${status}`)).toEqual([
      "tests: pass",
      "no-such-gate: unknown",
      "constructor: unknown",
    ]);
  });

  it("says of a name that nobody knows where the names are", () => {
    expect(judgeGates(["luck"], whole.gather().question)).toEqual([
      {
        gate: "luck",
        status: "unknown",
        reason: 'gate "luck": is not known',
        remedy: "author of the plan: use a gate of docs/reference/plan.md",
      },
    ]);
  });

  it("blocks every gate while the evidence as a whole may not be used", () => {
    const { question } = whole.gather();
    const evidence = { ...question.evidence, problems: ["evidence: it burns", "and more"] };
    expect(judgeGates(["tests", "trust-change"], { ...question, evidence })).toEqual(
      ["tests", "trust-change"].map((gate) => ({
        gate,
        status: "unknown",
        reason: "evidence: it burns",
        remedy: "release manager: put the evidence back as it was",
      })),
    );
  });

  it("blocks every gate while the journal cannot be read", () => {
    const { question } = whole.gather();
    const journal = { kind: "unknown", reason: 'journal "j": is empty' } as const;
    expect(judgeGates(["tests"], { ...question, journal })).toEqual([
      {
        gate: "tests",
        status: "unknown",
        reason: 'gate "tests": journal "j": is empty',
        remedy: "restore the journal that progress names",
      },
    ]);
  });

  it("blocks every gate when the journal was cut, and judges when there is none", () => {
    const cut = whole.gather({ progressHead: "f".repeat(64) }).question;
    expect(judgeGates(["tests"], cut)).toEqual([
      {
        gate: "tests",
        status: "unknown",
        reason: 'gate "tests": the journal was cut, what progress names is not in it',
        remedy: "restore the journal that progress names",
      },
    ]);
    expect(judgeGates(["tests"], { ...cut, journal: { kind: "absent" } })).toMatchObject([{ status: "pass" }]);
  });

  it("gives the change of the trust the verdict that was made of it", () => {
    const { question } = whole.gather();
    const trustChange = { status: "fail", reason: "trust: one signature is missing", remedy: "ask olga" } as const;
    expect(judgeGates(["trust-change"], { ...question, trustChange })).toEqual([
      { ...trustChange, gate: "trust-change" },
    ]);
  });

  it("blocks when a judge throws what is no error", () => {
    const { question } = whole.gather();
    const crash = {
      ...question,
      get plan(): never {
        throw "out of luck";
      },
    };
    expect(judgeGates(["tests"], crash)[0]?.reason).toBe('gate "tests": could not be judged (out of luck)');
  });

  it("blocks when a judge crashes", () => {
    const { question } = whole.gather();
    const crash = {
      ...question,
      get plan(): never {
        throw new TypeError("cannot read properties of undefined");
      },
    };
    expect(judgeGates(["tests"], crash)).toEqual([
      {
        gate: "tests",
        status: "unknown",
        reason: 'gate "tests": could not be judged (cannot read properties of undefined)',
        remedy: "report this: a judge must never fail",
      },
    ]);
  });
});
