import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { present } from "../../../release/known";
import { judgeGates } from "../../../release/judge";
import { GateCase } from "../../support/evidence/gate-case";
import { canarySince, now } from "../../support/evidence/pieces";

let whole: GateCase;

beforeAll(async () => {
  whole = await GateCase.make();
});
afterAll(() => {
  whole.clean();
});

const judgedAfterHold = (release: string, at: string): string => {
  const { question } = whole.gather();
  if (question.journal.kind !== "present") throw new Error("the journal must be present");
  const hold = { release, ceilingPercent: 50, reason: "error rate above 1 %", at };
  const journal = present({ ...question.journal.value, holds: [hold], lifts: [hold] });
  const [verdict] = judgeGates(["soak"], { ...question, journal });
  return `${verdict?.status}: ${verdict?.reason}`;
};
const later = new Date(Date.parse(now) - 3_600_000).toISOString();

describe("the gate soak", () => {
  it("passes after a hold that came before the phase was reached", () => {
    expect(judgedAfterHold(whole.subject.release.id, canarySince)).toMatch(/^pass/);
  });

  it("passes after a hold on another release", () => {
    expect(judgedAfterHold("another", later)).toMatch(/^pass/);
  });

  it("counts again from a hold since then, also when it was lifted and lowered nothing", () => {
    expect(judgedAfterHold(whole.subject.release.id, later)).toMatch(
      /^fail: soak: phase "canary" must soak for .*, got /,
    );
  });
});
