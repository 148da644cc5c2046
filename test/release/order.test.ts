import { describe, expect, it } from "vitest";
import type { Situation } from "../../release/situation";
import { answerTo, asking, beforeBootstrap, storyPlan, worldAt } from "./support/story";

const asked = (situation: Situation, changes: Partial<Situation["asked"]>): Situation => ({
  ...situation,
  asked: { ...situation.asked, ...changes },
});
const prepare = worldAt("prepare", 0);
const canary = worldAt("canary", 5);
const rehearsal = (situation: Situation, isMarked: boolean): Situation =>
  asked({ ...situation, lifeCycle: { ...storyPlan.short, rehearsal: true } }, { rehearsal: isMarked });

describe("the order of stages", () => {
  it.each([
    ["lets a release go from prepare to the first phase", asking(prepare, "first", "canary"), ["up"]],
    [
      "lets a release start when the one before is at a stage that its plan lacks",
      asking(worldAt("tenth", 10), "fixed", "prepare"),
      ["up"],
    ],
    ["has one line for a new release far up", asking(prepare, "fixed", "full"), ["starts-at-prepare"]],
    ["refuses any phase before there is progress", asking(beforeBootstrap, "first", "canary"), ["bootstrapped"]],
    [
      "lets progress name the stable release",
      asked(asking(canary, "first", "graduated"), { stable: "running" }),
      ["up"],
    ],
    [
      "lets a bootstrap name the stable release",
      asked(asking(beforeBootstrap, "running", "bootstrap"), { stable: "running" }),
      ["bootstrap"],
    ],
    [
      "refuses a foreign stable release at the bootstrap",
      asked(asking(beforeBootstrap, "running", "bootstrap"), { stable: "first" }),
      ["stable-from-progress"],
    ],
    [
      "lets a release become a hotfix at prepare",
      asked(asking(prepare, "first", "prepare"), { profile: "hotfix" }),
      ["up"],
    ],
    ["lets a release start as a hotfix", asked(asking(canary, "fixed", "prepare"), { profile: "hotfix" }), ["up"]],
    [
      "has one line for a hotfix that starts at a phase",
      asked(asking(canary, "fixed", "canary"), { profile: "hotfix" }),
      ["starts-at-prepare"],
    ],
    [
      "refuses a phase of the stable release while another is on its way",
      asking(canary, "running", "prepare"),
      ["stable-stands"],
    ],
    [
      "refuses to rehearse a bootstrap in production",
      rehearsal(asking(beforeBootstrap, "running", "bootstrap"), false),
      ["rehearsal-apart"],
    ],
    ["lets a marked stack rehearse", rehearsal(asking(canary, "first", "graduated"), true), ["up"]],
    [
      "lets a stack marked for rehearsals take the plan itself",
      asked(asking(canary, "first", "graduated"), { rehearsal: true }),
      ["up"],
    ],
  ])("%s", (_title, situation, answer) => {
    expect(answerTo(situation)).toEqual(answer);
  });
});
