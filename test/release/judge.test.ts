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
