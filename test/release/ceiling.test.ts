import { describe, expect, it } from "vitest";
import type { Hold } from "../../release/hold";
import { judgeMove } from "../../release/judge-move";
import { catalogue } from "./support/catalogue";
import { answerTo, asking, heldAt, worldAt } from "./support/story";
import { moment, now, type World } from "./support/world";

const canary = worldAt("canary", 5);
const graduated = worldAt("graduated", 25);
const hold = (release: string, ceilingPercent: number, at = moment(5)): Hold => ({
  release,
  ceilingPercent,
  reason: "error rate",
  at,
});
const withHold = (world: World, live: Hold, ...recorded: readonly Hold[]): World => ({
  ...world,
  hold: live,
  journal: { ...world.journal, holds: recorded },
});
const open = (release: string): Hold => ({ release, ceilingPercent: 100, reason: "nothing holds it", at: now });

describe("a live hold", () => {
  it("on a release that nobody knows is over the one in progress, and over none that starts", () => {
    const foreign = withHold(canary, hold("foreign", 5));
    expect(answerTo(asking(foreign, "first", "graduated"))).toEqual(["below-ceiling"]);
    expect(judgeMove(asking(foreign, "fixed", "prepare"))).toMatchObject({
      kind: "up",
      hold: open("fixed"),
      records: hold("foreign", 5),
    });
  });

  it("on a release that is known to be another is over that one alone", () => {
    expect(answerTo(asking(withHold(canary, hold("running", 5)), "first", "graduated"))).toEqual(["up"]);
  });

  it("that is recorded only, on a release that nobody knows, is over nothing in progress", () => {
    expect(answerTo(asking(withHold(canary, open("first"), hold("foreign", 5)), "first", "graduated"))).toEqual(["up"]);
  });

  it("with a lower one in the journal gives way to it, in whichever order they come", () => {
    const reasons = [
      withHold(canary, hold("first", 5), hold("first", 0, moment(2))),
      withHold(canary, hold("first", 0), hold("first", 5, moment(2))),
    ].map((world) => {
      const move = judgeMove(asking(world, "first", "graduated"));
      return move.kind === "refused" ? move.blockers[0]?.reason : move.kind;
    });
    expect(reasons.map((reason) => reason?.slice(0, 52))).toEqual([
      `phase "graduated": the release is held at 0 % since `,
      `phase "graduated": the release is held at 0 % since `,
    ]);
  });
});

describe("the hold object", () => {
  const held = heldAt(canary, 5, true);
  const record = held.journal.holds[0];
  if (record === undefined) throw new Error("the hold is recorded");
  const lifted: World = { ...held, journal: { ...held.journal, lifts: [record] } };

  it("is left alone by what goes no higher, lifted or not", () => {
    expect(judgeMove(asking(lifted, "first", "canary"))).not.toHaveProperty("hold");
    expect(judgeMove(asking(lifted, "first", "prepare"))).not.toHaveProperty("hold");
    expect(judgeMove(asking(heldAt(graduated, 5), "running", "complete"))).not.toHaveProperty("hold");
  });

  it("is left alone by a plan change below the ceiling, for its time is the name that a lifting must give", () => {
    expect(judgeMove(asking(held, "otherPlan", "canary"))).not.toHaveProperty("hold");
  });

  it("is opened on the way up once it was lifted, also for the stable release", () => {
    expect(judgeMove(asking(lifted, "first", "graduated"))).toMatchObject({ hold: open("first") });
    const complete = { ...lifted, progress: worldAt("complete", 100).progress, weightPercent: 100 };
    expect(judgeMove(asking(complete, "first", "sign-offs"))).toMatchObject({ kind: "up", hold: open("first") });
  });

  it("is left to the release it holds when another one, which is stable, goes on", () => {
    const { running } = catalogue;
    const progress = {
      release: running.release,
      stable: running.release,
      completed: [running.release],
      sourceRevision: "s0",
    };
    const after = { ...worldAt("complete", 100, progress), hold: record };
    const world = { ...after, journal: { ...after.journal, holds: [record] } };
    const move = judgeMove(asking(world, "running", "sign-offs"));
    expect(move.kind).toBe("up");
    expect(move).not.toHaveProperty("hold");
  });

  it("is recorded once, and again when it was set anew", () => {
    expect(judgeMove(asking(held, "first", "canary"))).not.toHaveProperty("records");
    const again = { ...held, hold: hold("first", 5, moment(8)) };
    expect(judgeMove(asking(again, "first", "canary"))).toMatchObject({ records: { release: "first", at: moment(8) } });
  });

  it("is recorded with what is known of its release and no more", () => {
    const move = judgeMove(asking(withHold(canary, hold("foreign", 5)), "first", "canary"));
    expect(move).toHaveProperty("records");
    expect(move.kind === "stay" ? move.records : undefined).toStrictEqual(hold("foreign", 5));
  });

  it("on the stable release takes nothing from a return to it", () => {
    const world = withHold(graduated, open("first"), hold("running", 5));
    expect(judgeMove(asking(world, "running", "complete"))).toMatchObject({ kind: "return", sharePercent: 100 });
  });
});

describe("a share that the router does not hold", () => {
  it("is no reason against a lower one under another plan", () => {
    expect(answerTo(asking({ ...graduated, weightPercent: 10 }, "otherPlan", "canary"))).toEqual(["up"]);
    expect(answerTo(asking({ ...graduated, weightPercent: 5 }, "otherPlan", "canary"))).toEqual(["up"]);
    expect(answerTo(asking({ ...graduated, weightPercent: 4 }, "otherPlan", "canary"))).toEqual(["weight-stands"]);
  });

  it("is no reason against another release, which starts from nothing", () => {
    expect(answerTo(asking({ ...graduated, weightPercent: 0 }, "fixed", "prepare"))).toEqual(["up"]);
    expect(answerTo(asking({ ...graduated, weightPercent: 0 }, "fixed", "full"))).toEqual(["starts-at-prepare"]);
  });
});

describe("a way down", () => {
  it("runs no contract migration, even when one is asked for", () => {
    const situation = asking(graduated, "first", "canary");
    const move = judgeMove({ ...situation, asked: { ...situation.asked, contractMigration: "drop-column" } });
    expect(move).toMatchObject({ kind: "down", pointOfNoReturn: false, notes: [] });
  });
});
