import { describe, expect, it } from "vitest";
import { judgeMove } from "../../release/judge-move";
import { unknown } from "../../release/known";
import type { Situation } from "../../release/situation";
import { asking, beforeBootstrap, heldAt, worldAt } from "./support/story";
import { moment, now, type World } from "./support/world";

const canary = worldAt("canary", 5);
const complete = worldAt("complete", 100);
const silent = unknown("the API server does not answer");
const contractAt = (phase: string): Situation => {
  const situation = asking(complete, "first", phase);
  return { ...situation, asked: { ...situation.asked, contractMigration: "drop-column" } };
};
const held = heldAt(worldAt("graduated", 25), 5, true);
const heldRecord = held.journal.holds[0];
if (heldRecord === undefined) throw new Error("the hold is recorded");
const lifted: World = { ...held, journal: { ...held.journal, lifts: [heldRecord] } };
const open = { release: "first", ceilingPercent: 100, reason: "nothing holds it", at: now };
const common = { startsRelease: false, pointOfNoReturn: false, notes: [] } as const;

describe("an allowed move", () => {
  it.each([
    [
      "bootstraps with the stable release at 100 percent and an open hold that says so",
      asking(beforeBootstrap, "running", "bootstrap"),
      {
        ...common,
        kind: "bootstrap",
        from: "nothing",
        to: "bootstrap",
        previousPercent: 100,
        targetPercent: 100,
        sharePercent: 100,
        hold: { ...open, release: "running", reason: "nothing holds it, its bootstrap has begun" },
        startsRelease: true,
      },
    ],
    [
      "starts a release at 0 percent and points the hold to it",
      asking(complete, "fixed", "prepare"),
      {
        ...common,
        kind: "up",
        from: "complete",
        to: "prepare",
        previousPercent: 0,
        targetPercent: 0,
        sharePercent: 0,
        hold: { ...open, release: "fixed" },
        startsRelease: true,
      },
    ],
    [
      "climbs from the share that the router holds",
      asking(canary, "first", "graduated"),
      {
        ...common,
        kind: "up",
        from: "canary",
        to: "graduated",
        previousPercent: 5,
        targetPercent: 25,
        sharePercent: 25,
      },
    ],
    [
      "completes with everything",
      asking(worldAt("full", 100), "first", "complete"),
      {
        ...common,
        kind: "up",
        from: "full",
        to: "complete",
        previousPercent: 100,
        targetPercent: 100,
        sharePercent: 100,
      },
    ],
    [
      "stays without any evidence, in a freeze, without a journal",
      asking(canary, "first", "canary", { verdicts: [], freezes: silent, journal: silent, trustHash: "other" }),
      { ...common, kind: "stay", from: "canary", to: "canary", previousPercent: 5, targetPercent: 5, sharePercent: 5 },
    ],
    [
      "stays at the ceiling and records a hold that no journal has",
      asking(heldAt(canary, 0), "first", "canary"),
      {
        ...common,
        kind: "stay",
        from: "canary",
        to: "canary",
        previousPercent: 0,
        targetPercent: 5,
        sharePercent: 0,
        records: {
          release: "first",
          ceilingPercent: 0,
          reason: "error rate above 2 % for 5 minutes",
          at: moment(5),
          artifacts: { api: "sha256:1" },
          sourceRevision: "s1",
        },
        notes: [
          `phase "canary" has 5 %, the share is 0 %`,
          `held at 0 % since ${moment(5)}: error rate above 2 % for 5 minutes`,
        ],
      },
    ],
    [
      "takes back a weight that an interrupted move had raised",
      asking({ ...canary, weightPercent: 25 }, "first", "canary"),
      { ...common, kind: "stay", from: "canary", to: "canary", previousPercent: 25, targetPercent: 5, sharePercent: 5 },
    ],
    [
      "goes down without any evidence, in a freeze, without a journal",
      asking(worldAt("full", 100), "first", "canary", { verdicts: [], freezes: silent, journal: silent }),
      { ...common, kind: "down", from: "full", to: "canary", previousPercent: 100, targetPercent: 5, sharePercent: 5 },
    ],
    [
      "goes down no higher than the weight that is there",
      asking({ ...worldAt("full", 100), weightPercent: 3 }, "first", "graduated"),
      {
        ...common,
        kind: "down",
        from: "full",
        to: "graduated",
        previousPercent: 3,
        targetPercent: 25,
        sharePercent: 3,
        notes: [`phase "graduated" has 25 %, the share is 3 %`],
      },
    ],
    [
      "goes down no higher than a hold that only the journal still has",
      asking({ ...held, hold: open, weightPercent: 25, progress: worldAt("full", 100).progress }, "first", "graduated"),
      {
        ...common,
        kind: "down",
        from: "full",
        to: "graduated",
        previousPercent: 25,
        targetPercent: 25,
        sharePercent: 5,
        notes: [
          `phase "graduated" has 25 %, the share is 5 %`,
          `held at 5 % since ${moment(5)}: error rate above 2 % for 5 minutes`,
        ],
      },
    ],
    [
      "writes a deleted hold back when the plan changes at the ceiling",
      asking({ ...held, hold: open, progress: canary.progress }, "otherPlan", "canary"),
      {
        ...common,
        kind: "up",
        from: "canary",
        to: "canary",
        previousPercent: 5,
        targetPercent: 5,
        sharePercent: 5,
        hold: { release: "first", ceilingPercent: 5, reason: "error rate above 2 % for 5 minutes", at: moment(5) },
        notes: [`held at 5 % since ${moment(5)}: error rate above 2 % for 5 minutes`],
      },
    ],
    [
      "opens a hold that was lifted, on the way up",
      asking({ ...lifted, progress: canary.progress }, "first", "graduated"),
      {
        ...common,
        kind: "up",
        from: "canary",
        to: "graduated",
        previousPercent: 5,
        targetPercent: 25,
        sharePercent: 25,
        hold: open,
      },
    ],
    [
      "returns to the stable release and leaves the hold as it is",
      asking(held, "running", "complete", { verdicts: [], journal: silent }),
      {
        ...common,
        kind: "return",
        from: "graduated",
        to: "complete",
        previousPercent: 95,
        targetPercent: 100,
        sharePercent: 100,
        records: heldRecord,
        startsRelease: true,
      },
    ],
    [
      "returns to an earlier release and points the hold to it",
      asking(complete, "running", "complete"),
      {
        ...common,
        kind: "return",
        from: "complete",
        to: "complete",
        previousPercent: 0,
        targetPercent: 100,
        sharePercent: 100,
        hold: { ...open, release: "running" },
        startsRelease: true,
      },
    ],
    [
      "runs a contract migration after completion and says that there is no way back",
      contractAt("sign-offs"),
      {
        ...common,
        kind: "up",
        from: "complete",
        to: "sign-offs",
        previousPercent: 100,
        targetPercent: 100,
        sharePercent: 100,
        pointOfNoReturn: true,
        notes: [`contract migration "drop-column": no earlier release can be returned to afterwards`],
      },
    ],
  ] as const)("%s", (_title, situation, move) => {
    expect(judgeMove(situation)).toStrictEqual(move);
  });

  it("comes from nothing but the situation, which it leaves untouched", () => {
    const frozen = structuredClone(asking(canary, "first", "graduated"));
    const before = JSON.stringify(frozen);
    judgeMove(frozen);
    expect(JSON.stringify(frozen)).toBe(before);
  });
});
