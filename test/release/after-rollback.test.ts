import { describe, expect, it } from "vitest";
import { present } from "../../release/known";
import type { Situation } from "../../release/situation";
import { answerTo, asking, heldAt, worldAt } from "./support/story";
import { moment } from "./support/world";

const rolledBack = heldAt(worldAt("canary", 5), 0, true);
const unproven = (situation: Situation, ...gates: readonly string[]): Situation => ({
  ...situation,
  verdicts: situation.verdicts.filter(({ gate }) => !gates.includes(gate ?? "")),
});
const proofs = ["staging-since-rollback", "rollback-cause"];

describe("the release after a rollback", () => {
  it("starts with another source, staging evidence since then and a signed cause", () => {
    expect(answerTo(asking(rolledBack, "fixed", "prepare"))).toEqual(["up"]);
    expect(answerTo(unproven(asking(rolledBack, "fixed", "prepare"), ...proofs))).toEqual([
      "rollback-answered",
      "rollback-answered",
    ]);
  });

  it("needs none of it after a step-down, which is no rollback", () => {
    const steppedDown = heldAt(worldAt("graduated", 25), 5, true);
    expect(answerTo(unproven(asking(steppedDown, "fixed", "prepare"), ...proofs))).toEqual(["up"]);
    // The same artifacts may start again too, but not rise above the ceiling.
    expect(answerTo(asking(steppedDown, "otherTemplate", "prepare"))).toEqual(["up"]);
  });

  it("needs none of it once another release has completed since", () => {
    const asked = (completedAt: string): readonly string[] =>
      answerTo(
        unproven(
          asking({ ...rolledBack, progress: worldAt("canary", 5, { completedAt }).progress }, "fixed", "prepare"),
          ...proofs,
        ),
      );
    expect(asked(moment(6))).toEqual(["up"]);
    expect(asked(moment(5))).toEqual(["up"]);
    expect(asked(moment(4))).toEqual(["rollback-answered", "rollback-answered"]);
  });

  it("needs none of it on the way up, where it has been asked before", () => {
    const world = { ...rolledBack, hold: { release: "fixed", ceilingPercent: 100, reason: "open", at: moment(7) } };
    const fixed = asking(world, "fixed", "prepare").asked.release;
    const progress = worldAt("canary", 5, { release: fixed, sourceRevision: "s3" }).progress;
    expect(
      answerTo(unproven(asking({ ...world, progress, weightPercent: 5 }, "fixed", "graduated"), ...proofs)),
    ).toEqual(["up"]);
  });

  it("never is the rolled-back one, however long ago", () => {
    const world = {
      ...rolledBack,
      progress: worldAt("complete", 100, { completedAt: moment(9), sourceRevision: "s0" }).progress,
    };
    const stable = asking(world, "running", "prepare").asked.release;
    const later = {
      ...world,
      progress: worldAt("complete", 100, {
        release: stable,
        stable,
        completed: [stable],
        completedAt: moment(9),
        sourceRevision: "s0",
      }).progress,
    };
    expect(answerTo(asking(later, "first", "prepare"))).toEqual(["not-rolled-back"]);
    expect(answerTo(asking(later, "otherTemplate", "prepare"))).toEqual(["not-rolled-back"]);
    expect(answerTo(asking(later, "rebuilt", "prepare"))).toEqual(["not-rolled-back"]);
    expect(answerTo(asking(later, "fixed", "prepare"))).toEqual(["up"]);
  });

  it("does not start without a source, be it unknown or empty", () => {
    expect(answerTo(asking(rolledBack, "fixed", "prepare", { sourceRevision: present("") }))).toEqual(["source-known"]);
  });
});
