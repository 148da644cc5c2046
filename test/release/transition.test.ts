import { describe, expect, it } from "vitest";
import { judgeMove } from "../../release/judge-move";
import { absent, present } from "../../release/known";
import type { Progress } from "../../release/progress";
import type { Situation } from "../../release/situation";
import { applyMove } from "../../release/transition";
import { catalogue } from "./support/catalogue";
import { asking, beforeBootstrap, worldAt } from "./support/story";

const at = "2026-11-21T10:29:00Z";
const { first, fixed, otherPlan, running } = catalogue;

/** What comes of a situation when everything is reached. */
function carriedOut(situation: Situation): Progress | undefined {
  const move = judgeMove(situation);
  const sharePercent = move.kind === "refused" ? 0 : move.sharePercent;
  return applyMove(situation, move, { sharePercent, ready: true, at });
}
const canary = worldAt("canary", 5);
const journal = present({ ...canary.journal, head: "newer", reachesProgress: true });
const firstJournal = present({ ...beforeBootstrap.journal, head: "newer", reachesProgress: true });
const kept = { journal, trustHash: "trust-2" };

describe("progress", () => {
  it("begins with the bootstrap, which makes the running release the stable one", () => {
    expect(
      carriedOut(asking(beforeBootstrap, "running", "bootstrap", { ...kept, journal: firstJournal })),
    ).toStrictEqual({
      schema: 1,
      system: "proofile",
      stack: "production",
      release: running.release,
      stable: running.release,
      phase: "bootstrap",
      sharePercent: 100,
      profile: "normal",
      sourceRevision: "s0",
      since: at,
      completed: [running.release],
      completedAt: at,
      trustHash: "trust-2",
      journalHead: "newer",
    });
  });

  it("begins without a source and without a journal where there are none", () => {
    const progress = carriedOut(
      asking(beforeBootstrap, "running", "bootstrap", { sourceRevision: absent, journal: absent }),
    );
    expect(progress).not.toHaveProperty("sourceRevision");
    expect(progress?.journalHead).toBe("");
  });

  it("names the new release and its source at prepare, and leaves the stable one", () => {
    const before = worldAt("complete", 100);
    expect(carriedOut(asking(before, "fixed", "prepare", kept))).toStrictEqual({
      ...before.progress,
      release: fixed.release,
      phase: "prepare",
      sharePercent: 0,
      sourceRevision: "s3",
      since: at,
      trustHash: "trust-2",
      journalHead: "newer",
    });
  });

  it("names phase, share, time, trust and journal of a climb", () => {
    expect(carriedOut(asking(canary, "first", "graduated", kept))).toStrictEqual({
      ...canary.progress,
      phase: "graduated",
      sharePercent: 25,
      since: at,
      trustHash: "trust-2",
      journalHead: "newer",
    });
  });

  it("keeps the time of the soak when only the plan changes, and takes the new id", () => {
    expect(carriedOut(asking(canary, "otherPlan", "canary", kept))).toStrictEqual({
      ...canary.progress,
      release: otherPlan.release,
      trustHash: "trust-2",
      journalHead: "newer",
    });
  });

  it("counts the soak anew when a changed plan gives the phase another share", () => {
    const situation = asking(canary, "otherPlan", "canary");
    const phases = situation.lifeCycle.phases.map((one) =>
      one.name === "canary" ? { ...one, trafficPercent: 4 } : one,
    );
    const progress = carriedOut({ ...situation, lifeCycle: { ...situation.lifeCycle, phases } });
    expect(progress).toMatchObject({ phase: "canary", sharePercent: 4, since: at });
  });

  it("makes the candidate stable when it completes, first among the kept releases", () => {
    const before = worldAt("full", 100, { completed: [running.release, fixed.release] });
    expect(carriedOut(asking(before, "first", "complete"))).toStrictEqual({
      ...before.progress,
      stable: first.release,
      phase: "complete",
      since: at,
      completed: [first.release, running.release],
      completedAt: at,
    });
  });

  it("names a release once that completes again", () => {
    const before = worldAt("full", 100, { completed: [running.release, first.release] });
    expect(carriedOut(asking(before, "first", "complete"))?.completed).toStrictEqual([first.release, running.release]);
  });

  it("names a release once that completes again, however many are kept", () => {
    const before = worldAt("full", 100, { completed: [running.release, first.release, fixed.release] });
    const situation = asking(before, "first", "complete");
    const progress = carriedOut({ ...situation, lifeCycle: { ...situation.lifeCycle, completedKept: 4 } });
    expect(progress?.completed).toStrictEqual([first.release, running.release, fixed.release]);
  });

  it("returns to one in the middle and keeps those before it", () => {
    const before = worldAt("complete", 100, { completed: [first.release, running.release, fixed.release] });
    expect(carriedOut(asking(before, "running", "complete"))?.completed).toStrictEqual([
      running.release,
      fixed.release,
    ]);
  });

  it("gives the stable release a new id without making a point of no return", () => {
    expect(carriedOut(asking(worldAt("complete", 100), "otherPlan", "complete"))).not.toHaveProperty("pointOfNoReturn");
    const older = worldAt("complete", 100, { pointOfNoReturn: "running" });
    expect(carriedOut(asking(older, "otherPlan", "complete"))).toMatchObject({ pointOfNoReturn: "running" });
  });

  it("gives the stable release its new id when the plan changes after completion", () => {
    const before = worldAt("complete", 100, { pointOfNoReturn: "first" });
    expect(carriedOut(asking(before, "otherPlan", "complete"))).toStrictEqual({
      ...before.progress,
      release: otherPlan.release,
      stable: otherPlan.release,
      completed: [otherPlan.release, running.release],
      pointOfNoReturn: "other-plan",
    });
  });

  it("marks the point of no return that a contract migration makes, and forgets it with the last release behind it", () => {
    const complete = worldAt("complete", 100);
    const situation = asking(complete, "first", "sign-offs");
    const contracted = carriedOut({ ...situation, asked: { ...situation.asked, contractMigration: "drop-column" } });
    expect(contracted).toStrictEqual({ ...complete.progress, phase: "sign-offs", since: at, pointOfNoReturn: "first" });

    const next = worldAt("full", 100, { pointOfNoReturn: "running", completed: [running.release, fixed.release] });
    expect(carriedOut(asking(next, "first", "complete"))).toMatchObject({ pointOfNoReturn: "running" });
    const later = worldAt("full", 100, { pointOfNoReturn: "fixed", completed: [running.release, fixed.release] });
    expect(carriedOut(asking(later, "first", "complete"))).not.toHaveProperty("pointOfNoReturn");
  });

  it("changes phase, share and time on the way down and nothing else", () => {
    const before = worldAt("full", 100);
    expect(carriedOut(asking(before, "first", "canary", kept))).toStrictEqual({
      ...before.progress,
      phase: "canary",
      sharePercent: 5,
      since: at,
    });
  });

  it("names the share of the phase although a weight kept the release below it", () => {
    const before = { ...worldAt("full", 100), weightPercent: 3 };
    expect(carriedOut(asking(before, "first", "graduated"))).toMatchObject({ phase: "graduated", sharePercent: 25 });
  });

  it("returns to an earlier release, drops the later ones, and leaves the last completion and the trust as they were", () => {
    const before = worldAt("complete", 100);
    expect(carriedOut(asking(before, "running", "complete", kept))).toStrictEqual({
      ...before.progress,
      release: running.release,
      stable: running.release,
      sourceRevision: "s0",
      since: at,
      completed: [running.release],
    });
  });

  it("does not give a returned release the source of the one that it replaces", () => {
    const before = worldAt("complete", 100);
    const progress = carriedOut(asking(before, "running", "complete", { sourceRevision: absent }));
    expect(progress).not.toHaveProperty("sourceRevision");
  });
});

describe("progress stays what it was", () => {
  const situation = asking(canary, "first", "graduated");
  const move = judgeMove(situation);

  it.each([
    ["when the weight is not reached", { sharePercent: 24, ready: true, at }],
    ["when the release is not ready", { sharePercent: 25, ready: false, at }],
    ["when the time is none", { sharePercent: 25, ready: true, at: "now" }],
  ])("%s", (_title, reached) => {
    expect(applyMove(situation, move, reached)).toBe(canary.progress);
  });

  it("when nothing but the same is asked", () => {
    expect(carriedOut(asking(canary, "first", "canary", kept))).toBe(canary.progress);
  });

  it("when the move is refused", () => {
    expect(carriedOut(asking(canary, "first", "full"))).toBe(canary.progress);
    expect(carriedOut(asking(beforeBootstrap, "first", "prepare"))).toBeUndefined();
  });

  it("when the bootstrap is not reached", () => {
    const bootstrap = asking(beforeBootstrap, "running", "bootstrap");
    expect(applyMove(bootstrap, judgeMove(bootstrap), { sharePercent: 100, ready: false, at })).toBeUndefined();
  });
});
