import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateJudges, judgeGates } from "../../release/judge";
import { GateCase } from "../support/evidence/gate-case";

let whole: GateCase;

beforeAll(async () => {
  whole = await GateCase.make();
});
afterAll(() => {
  whole.clean();
});

describe("judging", () => {
  it.each(Object.keys(gateJudges).filter((gate) => gate !== "staging-since-rollback"))(
    "lets %s pass when its evidence is whole",
    (gate) => {
      expect(whole.judge(gate)).toMatchObject({ gate, status: "pass" });
    },
  );

  it("gives every name one verdict in the order asked, and blocks a name that nobody knows", () => {
    const { question } = whole.gather();
    const verdicts = judgeGates(["tests", "no-such-gate", "tests", "constructor"], question);
    expect(verdicts.map(({ gate, status }) => `${gate}: ${status}`)).toEqual([
      "tests: pass",
      "no-such-gate: unknown",
      "constructor: unknown",
    ]);
  });
});
