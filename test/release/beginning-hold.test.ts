import { describe, expect, it } from "vitest";
import { beginningHold, isBeginning } from "../../release/beginning-hold";
import type { Hold } from "../../release/hold";
import { unknown } from "../../release/known";
import { judgeMove } from "../../release/judge-move";
import { asking, beforeBootstrap } from "./support/story";
import type { World } from "./support/world";

const at = "2026-01-01T00:00:00Z";
const begun: World = { ...beforeBootstrap, hold: beginningHold({ id: "running" }, at) };
const withHold = (change: Partial<Hold>): World => ({
  ...begun,
  hold: { ...beginningHold({ id: "running" }, at), ...change },
});
const judged = (world: World, release: "running" | "first") => {
  const move = judgeMove(asking(world, release, "bootstrap"));
  return move.kind === "refused" ? move.blockers.map(({ guard }) => guard) : [move.kind];
};

describe("a bootstrap that was begun and has written no progress", () => {
  it("leaves a hold that says so, with the release that it is going to make stable", () => {
    const move = judgeMove(asking(beforeBootstrap, "running", "bootstrap"));
    const hold = move.kind === "refused" ? undefined : move.hold;
    expect({ release: hold?.release, begun: hold && isBeginning(hold) }).toEqual({ release: "running", begun: true });
  });

  it("is begun again with the same release, and writes its hold anew", () => {
    const situation = asking(begun, "running", "bootstrap");
    const move = judgeMove(situation);
    expect(move.kind === "refused" ? move : move.hold).toEqual(beginningHold({ id: "running" }, situation.now));
  });

  it("is not begun again with another release, and says with which", () => {
    const move = judgeMove(asking(begun, "first", "bootstrap"));
    expect(move.kind === "refused" ? move.blockers : []).toContainEqual({
      guard: "nothing-deleted",
      reason: 'progress of "proofile": is absent, and a bootstrap was begun with another release, got running',
      remedy: expect.stringContaining("ask for that release again") as string,
    });
  });

  it("is not begun again while the journal cannot be read", () => {
    const situation = asking(begun, "running", "bootstrap", { journal: unknown("it is locked") });
    expect(judgeMove(situation).kind).toBe("refused");
  });

  it.each([
    ["of a release that has started since", withHold({ reason: "nothing holds it" })],
    ["that holds", withHold({ ceilingPercent: 0 })],
    ["after which the journal knows of its end", { ...begun, journal: { ...begun.journal, bootstrapped: true } }],
  ])("is not what a hold %s speaks of: progress was deleted there", (_what, world) => {
    expect(judged(world, "running")).toEqual(["nothing-deleted"]);
  });
});
