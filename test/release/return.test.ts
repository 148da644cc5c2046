import { describe, expect, it } from "vitest";
import { unknown } from "../../release/known";
import { catalogue } from "./support/catalogue";
import { answerTo, asking, worldAt } from "./support/story";
import { moment, type World } from "./support/world";

const { first, fixed, rebuilt, running } = catalogue;
const held = (world: World, release: string, sourceRevision?: string): World => ({
  ...world,
  journal: {
    ...world.journal,
    holds: [
      {
        release,
        ceilingPercent: 5,
        reason: "error rate",
        at: moment(2),
        ...(sourceRevision === undefined ? {} : { sourceRevision }),
      },
    ],
  },
});

describe("a return behind a point of no return", () => {
  const world = worldAt("complete", 100, {
    release: fixed.release,
    stable: fixed.release,
    completed: [fixed.release, first.release, running.release, rebuilt.release],
    pointOfNoReturn: "first",
  });

  it.each([
    ["is allowed to the release that made it", "first", "complete", ["return"]],
    ["is refused to the one before", "running", "complete", ["after-point-of-no-return"]],
    ["is refused to the oldest", "rebuilt", "complete", ["after-point-of-no-return"]],
    ["is refused when an old release comes as if it were new", "running", "prepare", ["after-point-of-no-return"]],
    ["is none when the pods are those of the release that made it", "otherPlan", "prepare", ["up"]],
  ] as const)("%s", (_title, name, phase, answer) => {
    expect(answerTo(asking(world, name, phase))).toEqual(answer);
  });

  it("is refused to everybody when nobody knows any more which release made it", () => {
    const lost = { ...world, progress: { ...worldAt("complete", 100, { pointOfNoReturn: "gone" }).progress } };
    expect(answerTo(asking(lost as World, "running", "complete"))).toEqual(["after-point-of-no-return"]);
  });

  it("leaves staying and the way down alone", () => {
    expect(answerTo(asking(world, "fixed", "complete"))).toEqual(["stay"]);
    const climbing = worldAt("graduated", 25, { pointOfNoReturn: "running" });
    expect(answerTo(asking(climbing, "first", "canary"))).toEqual(["down"]);
    expect(answerTo(asking(climbing, "running", "complete"))).toEqual(["return"]);
  });
});

describe("a return to a held release", () => {
  const complete = worldAt("complete", 100);
  const graduated = worldAt("graduated", 25);

  it("is refused, also when only its source is known to be held, whatever the ceiling", () => {
    expect(answerTo(asking(held(complete, "running"), "running", "complete"))).toEqual(["return-not-held"]);
    expect(answerTo(asking(held(complete, "other", "s0"), "running", "complete"))).toEqual(["return-not-held"]);
    expect(answerTo(asking(held(complete, "other", "s8"), "running", "complete"))).toEqual(["return"]);
  });

  it("is allowed when it is the stable one, even without a journal", () => {
    expect(answerTo(asking(held(graduated, "running"), "running", "complete"))).toEqual(["return"]);
    expect(answerTo(asking(graduated, "running", "complete", { journal: unknown("unreadable") }))).toEqual(["return"]);
  });

  it("is judged like any other when it is to a stage that is none of a return", () => {
    expect(answerTo(asking(complete, "running", "sign-offs"))).toEqual(["starts-at-prepare"]);
  });
});
