import { describe, expect, it } from "vitest";
import type { Release } from "../../release/release";
import { sameArtifacts, sameCandidate, sameRelease } from "../../release/same-release";

const release: Release = {
  id: "r-1",
  artifacts: { api: "sha256:a", web: "sha256:b" },
  templatesHash: "t1",
  planHash: "v1:p",
};

describe("two releases", () => {
  it("are the same when nothing differs, in whichever order the services are listed", () => {
    const same = { ...release, artifacts: { web: "sha256:b", api: "sha256:a" } };
    expect([sameRelease(release, same), sameCandidate(release, same)]).toEqual([true, true]);
  });

  it.each([
    ["id", { id: "r-2" }, false, true],
    ["plan", { planHash: "v1:q" }, false, true],
    ["templates", { templatesHash: "t2" }, false, false],
    ["one digest", { artifacts: { api: "sha256:a", web: "sha256:c" } }, false, false],
    ["one service less", { artifacts: { api: "sha256:a" } }, false, false],
    ["one service more", { artifacts: { ...release.artifacts, worker: "sha256:c" } }, false, false],
    ["the name of a service", { artifacts: { api: "sha256:a", site: "sha256:b" } }, false, false],
  ] as const)("that differ in %s are told apart", (_title, change, isRelease, isCandidate) => {
    const other = { ...release, ...change };
    expect([sameRelease(release, other), sameRelease(other, release)]).toEqual([isRelease, isRelease]);
    expect([sameCandidate(release, other), sameCandidate(other, release)]).toEqual([isCandidate, isCandidate]);
  });

  it("without any service have the same artifacts", () => {
    expect(sameArtifacts({}, {})).toBe(true);
  });
});
