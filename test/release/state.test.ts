import { describe, expect, it } from "vitest";
import { absent, present, unknown } from "../../release/known";
import type { Situation } from "../../release/situation";
import { answerTo, asking, beforeBootstrap, worldAt } from "./support/story";

const silent = unknown("the API server does not answer");
const complete = worldAt("complete", 100);
const canary = worldAt("canary", 5);
/** A question of each kind that would be allowed. */
const questions: readonly (readonly [string, Situation])[] = [
  ["bootstrap", asking(beforeBootstrap, "running", "bootstrap")],
  ["up", asking(canary, "first", "graduated")],
  ["stay", asking(canary, "first", "canary")],
  ["down", asking(canary, "first", "prepare")],
  ["return", asking(complete, "running", "complete")],
];

describe("what cannot be read", () => {
  it.each(questions)("refuses a %s", (kind, question) => {
    expect(answerTo(question)).toEqual([kind]);
    expect(answerTo({ ...question, progress: silent })).toEqual(["progress-readable"]);
    expect(answerTo({ ...question, hold: silent })).toEqual(["hold-readable"]);
    expect(answerTo({ ...question, weight: silent })).toEqual(["weight-readable"]);
    expect(answerTo({ ...question, clockSkewSeconds: silent })).toEqual(["clock-right"]);
    expect(answerTo({ ...question, clockSkewSeconds: absent })).toEqual(["clock-right"]);
  });
});

describe("state", () => {
  const [, up] = questions[1] ?? questions[0] ?? [];
  if (up === undefined) throw new Error("there is a question");

  it.each([
    ["of no share of traffic is a share", { weight: present(0) }, ["weight-stands"]],
    ["of more than all traffic is refused", { weight: present(100.1) }, ["weight-readable"]],
    ["of all traffic is a share", { weight: present(100) }, ["up"]],
    ["of less than no traffic is refused", { weight: present(-0.1) }, ["weight-readable"]],
    ["with a clock 60 seconds behind is read", { clockSkewSeconds: present(60) }, ["up"]],
    ["with a clock 60 seconds ahead is read", { clockSkewSeconds: present(-60) }, ["up"]],
    ["with a clock 60.1 seconds ahead is refused", { clockSkewSeconds: present(-60.1) }, ["clock-right"]],
    [
      "that is several times unreadable is told in full",
      { hold: silent, weight: silent },
      ["hold-readable", "weight-readable"],
    ],
  ] as const)("%s", (_title, changes, answer) => {
    expect(answerTo({ ...up, ...changes })).toEqual(answer);
  });

  it.each([
    ["of another system is refused", worldAt("canary", 5, { system: "other" }), ["system-same"]],
    ["of another stack is refused", worldAt("canary", 5, { stack: "other" }), ["system-same"]],
    [
      "60 seconds in the future may come from another clock",
      worldAt("canary", 5, { since: "2026-11-21T10:31:00Z" }),
      ["up"],
    ],
    ["61 seconds in the future is refused", worldAt("canary", 5, { since: "2026-11-21T10:31:01Z" }), ["past-only"]],
    ["of an older schema is read", worldAt("canary", 5, { schema: 0 }), ["up"]],
  ])("%s", (_title, world, answer) => {
    expect(answerTo(asking(world, "first", "graduated"))).toEqual(answer);
  });

  it("is not asked of a bootstrap, where nothing is there yet, but for a freeze", () => {
    const frozen = { freezes: present([{ kind: "window", reason: "year end" } as const]) };
    expect(answerTo(asking(beforeBootstrap, "running", "bootstrap", frozen))).toEqual(["unfrozen"]);
  });
});
