import { describe, expect, it } from "vitest";
import { absent, present, unknown } from "../../release/known";
import { foreignServices } from "../../release/running";
import { judgeMove } from "../../release/judge-move";
import type { Situation } from "../../release/situation";
import { answerTo, asking, beforeBootstrap, worldAt } from "./support/story";

const silent = unknown("the API server does not answer");
const canary = worldAt("canary", 5);
const full = worldAt("full", 100);
const runs = (api: string, ...replaced: readonly string[]): Situation["running"] =>
  present({ stable: { api }, replaced });
const renamed = `service "web": runs here and can be neither renamed nor removed`;

/** A question of each kind that would be allowed, and whether it may go on with something unusual running. */
const questions: readonly (readonly [string, Situation])[] = [
  ["stay", asking(canary, "first", "canary")],
  ["down", asking(canary, "first", "prepare")],
  ["return", asking(canary, "running", "complete")],
];

describe("what runs", () => {
  it.each(questions)("is no reason to refuse a way to %s, whatever it is", (kind, question) => {
    for (const running of [silent, absent, runs("sha256:other"), runs("sha256:0", renamed)])
      expect(answerTo({ ...question, running })).toEqual([kind]);
  });

  it.each([
    ["that cannot be read refuses the climb", silent, ["nothing-replaced"]],
    ["that is nothing refuses the climb", absent, ["stable-runs"]],
    ["in the stable release's place refuses the climb", runs("sha256:other"), ["stable-runs"]],
    ["as stable because somebody promoted the candidate refuses the climb", runs("sha256:1"), ["stable-runs"]],
    ["under a name that the plan lost refuses the climb", runs("sha256:0", renamed), ["nothing-replaced"]],
    ["as progress says lets it climb", runs("sha256:0"), ["up"]],
  ])("%s", (_what, running, answer) => {
    expect(answerTo(asking(canary, "first", "graduated", { running }))).toEqual(answer);
  });

  it("may be the candidate already when a completion was interrupted", () => {
    expect(answerTo(asking(full, "first", "complete", { running: runs("sha256:1") }))).toEqual(["up"]);
    expect(answerTo(asking(full, "first", "complete", { running: runs("sha256:2") }))).toEqual(["stable-runs"]);
  });

  it("is nothing before the bootstrap, and must be known", () => {
    const bootstrap = asking(beforeBootstrap, "running", "bootstrap");
    expect(answerTo(bootstrap)).toEqual(["bootstrap"]);
    expect(answerTo({ ...bootstrap, running: silent })).toEqual(["nothing-replaced"]);
    expect(answerTo({ ...bootstrap, running: runs("sha256:0", renamed) })).toEqual(["nothing-replaced"]);
  });

  it("refuses the return to an older release under a name that the plan lost", () => {
    const older = asking(worldAt("complete", 100), "running", "complete");
    expect(answerTo(older)).toEqual(["return"]);
    expect(answerTo({ ...older, running: runs("sha256:1", renamed) })).toEqual(["nothing-replaced"]);
  });

  it("lets the older release return when nobody knows what runs", () => {
    expect(answerTo(asking(worldAt("complete", 100), "running", "complete", { running: silent }))).toEqual(["return"]);
  });

  it("refuses the stable release's own climb under a name that the plan lost", () => {
    const signOffs = asking(worldAt("complete", 100), "first", "sign-offs");
    expect(answerTo(signOffs)).toEqual(["up"]);
    expect(answerTo({ ...signOffs, running: runs("sha256:1", renamed) })).toEqual(["nothing-replaced"]);
  });
});

describe("the return to the stable release", () => {
  const back = asking(canary, "running", "complete");
  const holdOf = (situation: Situation) => {
    const move = judgeMove(situation);
    return move.kind === "refused" ? "refused" : move.hold;
  };

  it("leaves the hold alone while that release serves as stable, or while nobody knows", () => {
    for (const running of [runs("sha256:0"), silent, absent]) expect(holdOf({ ...back, running })).toBeUndefined();
  });

  it("opens the hold where others took its place: the way back leads over all traffic", () => {
    expect(holdOf({ ...back, running: runs("sha256:1") })).toMatchObject({ release: "running", ceilingPercent: 100 });
  });
});

describe("foreignServices", () => {
  it("names the services whose stable pods are others, or none", () => {
    const { progress } = canary;
    if (progress === undefined) throw new Error("there is progress");
    expect(foreignServices(progress, { api: "sha256:0" })).toEqual([]);
    expect(foreignServices(progress, { api: "sha256:1" })).toEqual(["api"]);
    expect(foreignServices(progress, {})).toEqual(["api"]);
  });
});
