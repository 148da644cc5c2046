import { describe, expect, it } from "vitest";
import type { Hold } from "../../release/hold";
import type { HoldRecord, Journal } from "../../release/journal";
import { ceilingOf, holdsRelease, sameHold, standingHolds } from "../../release/standing-hold";
import { catalogue } from "./support/catalogue";
import { worldAt } from "./support/story";
import { moment } from "./support/world";

const hold = (release: string, ceilingPercent: number, at = moment(5)): Hold => ({
  release,
  ceilingPercent,
  reason: "error rate above 2 %",
  at,
});
const journal = (holds: readonly HoldRecord[], lifts: Journal["lifts"] = []): Journal => ({
  head: "head",
  reachesProgress: true,
  bootstrapped: true,
  holds,
  lifts,
});
const { progress } = worldAt("canary", 5, { completed: [catalogue.running.release, catalogue.fixed.release] });

describe("a ceiling", () => {
  it.each([
    [0, 0],
    [5, 5],
    [100, 100],
    [-1, 0],
    [101, 0],
    [Number.NaN, 0],
  ])("of %d percent holds at %d", (percent, ceiling) => {
    expect(ceilingOf(hold("first", percent))).toBe(ceiling);
  });
});

describe("the holds that stand", () => {
  it("are none without any, and none when the object is open", () => {
    expect(standingHolds(undefined, undefined, undefined)).toStrictEqual([]);
    expect(standingHolds(hold("first", 100), journal([]), progress)).toStrictEqual([]);
  });

  it("are the live one and the recorded ones, without a journal the live one alone", () => {
    const old = hold("older", 0, moment(2));
    expect(standingHolds(hold("second", 5), journal([old]), progress)).toStrictEqual([
      { ...hold("second", 5), live: true },
      { ...old, live: false },
    ]);
    expect(standingHolds(hold("second", 5), undefined, undefined)).toStrictEqual([
      { ...hold("second", 5), live: true },
    ]);
  });

  it("leave out what was lifted, by release and time together", () => {
    const held = [hold("second", 5, moment(5)), hold("second", 0, moment(6)), hold("third", 0, moment(5))];
    const lifts = [{ release: "second", at: moment(5) }];
    expect(
      standingHolds(held[0], journal(held, lifts), progress).map(({ release, at }) => [release, at]),
    ).toStrictEqual([
      ["second", moment(6)],
      ["third", moment(5)],
    ]);
    expect(sameHold({ release: "a", at: "1" }, { release: "a", at: "2" })).toBe(false);
    expect(sameHold({ release: "a", at: "1" }, { release: "b", at: "1" })).toBe(false);
  });

  it("know artifacts and source of the release in progress", () => {
    expect(standingHolds(hold("first", 0), undefined, progress)).toStrictEqual([
      { ...hold("first", 0), live: true, artifacts: { api: "sha256:1" }, sourceRevision: "s1" },
    ]);
  });

  it("know the artifacts of a completed release, but not its source", () => {
    expect(standingHolds(hold("fixed", 0), undefined, progress)).toStrictEqual([
      { ...hold("fixed", 0), live: true, artifacts: { api: "sha256:3" } },
    ]);
  });

  it("know of a live hold what another entry on the same release says, and of no other release", () => {
    const entries = [
      { ...hold("third", 0, moment(1)), artifacts: { api: "sha256:7" }, sourceRevision: "s7" },
      hold("second", 5, moment(2)),
      { ...hold("second", 5, moment(3)), artifacts: { api: "sha256:8" }, sourceRevision: "s8" },
    ];
    const [live, ...others] = standingHolds(hold("second", 0), journal(entries), progress);
    expect(live).toStrictEqual({
      ...hold("second", 0),
      live: true,
      artifacts: { api: "sha256:8" },
      sourceRevision: "s8",
    });
    expect(others.map(({ sourceRevision }) => sourceRevision)).toStrictEqual(["s7", "s8", "s8"]);
  });
});

describe("a hold is on a release", () => {
  const record = { ...hold("second", 0), artifacts: { api: "sha256:1" }, sourceRevision: "s9" };
  const { first, fixed } = catalogue;

  it.each([
    ["of its id", hold("first", 0), undefined, true],
    ["of its artifacts", record, undefined, true],
    ["of its source", { ...record, artifacts: { api: "sha256:4" } }, "s9", true],
    ["of none of these", { ...record, artifacts: { api: "sha256:4" } }, "s1", false],
    ["of unknown source, when its own is unknown too", hold("second", 0), undefined, false],
  ])("%s", (_title, one, source, isOn) => {
    expect(holdsRelease(one, first.release, source)).toBe(isOn);
  });

  it("not when artifacts differ", () => {
    expect(holdsRelease(record, fixed.release, "s3")).toBe(false);
  });
});
