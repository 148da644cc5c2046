import { describe, expect, it } from "vitest";
import type { ClaimedEvidence, EvidenceFinding } from "../../../evidence/evidence";
import { candidates, type Search } from "../../../release/gates/candidates";
import { checklist, present, question } from "../../support/evidence/made-up";

const search: Search<"checklist"> = { kind: "checklist" };
const about = (name: string): Search<"checklist"> => ({
  ...search,
  about: name,
  aboutOf: ({ claim }) => claim.done[0] ?? "",
});
const invalid = (claims?: ClaimedEvidence): EvidenceFinding => ({
  kind: "invalid",
  path: "evidence/x.dsse.json",
  reason: "is not signed",
  ...(claims === undefined ? {} : { claims }),
});
const absent = (claims: ClaimedEvidence): EvidenceFinding => ({
  kind: "absent",
  path: "evidence/gone.dsse.json",
  reason: "its file is gone",
  claims,
});
const at = (issued: string, id: string) => present(checklist({ issued, id, path: `evidence/${id}.dsse.json` }));

describe("candidates", () => {
  it("are what counts, newest first, and of one second by their ids", () => {
    const findings = [at("2026-11-21T09:30:00Z", "c"), at("2026-11-21T09:31:00Z", "d")];
    const more = [at("2026-11-21T09:30:00Z", "a"), at("2026-11-21T09:29:00Z", "b")];
    const { counting, rejected, removed } = candidates(question(...findings, ...more), search);
    expect(counting.map(({ id }) => id)).toEqual(["d", "a", "c", "b"]);
    expect([rejected, removed]).toEqual([[], []]);
    const turned = candidates(question(...[...findings, ...more].reverse()), search);
    expect(turned.counting.map(({ id }) => id)).toEqual(["d", "a", "c", "b"]);
  });

  it("are not what does not fit, which is named with its reason", () => {
    const early = checklist({ issued: "2026-11-21T10:00:01Z" });
    expect(candidates(question(present(early)), search)).toEqual({
      counting: [],
      rejected: [
        {
          path: "evidence/checklist.dsse.json",
          reason: "is from the future: issued at 2026-11-21T10:00:01Z",
          read: true,
        },
      ],
      removed: [],
    });
  });

  it("are not of another kind, nor about something else", () => {
    const nothing = { counting: [], rejected: [], removed: [] };
    expect(candidates(question(present(checklist())), { kind: "legal" })).toEqual(nothing);
    expect(candidates(question(present(checklist())), about("something else"))).toEqual(nothing);
    expect(candidates(question(present(checklist())), about("team briefed")).counting).toHaveLength(1);
    expect(candidates(question(present(checklist())), { ...search, about: "team briefed" })).toEqual(nothing);
  });
});

describe("a file that could not be believed", () => {
  it.each<readonly [string, ClaimedEvidence | undefined, Search<"checklist">, boolean]>([
    ["says that it is of the kind", { kind: "checklist" }, search, true],
    ["says that it is of another kind", { kind: "legal" }, search, false],
    ["says nothing of itself", undefined, search, false],
    ["is about what is looked for", { kind: "checklist", about: "api" }, about("api"), true],
    ["is about something else", { kind: "checklist", about: "web" }, about("api"), false],
    ["does not say what it is about", { kind: "checklist" }, about("api"), true],
    ["is about anything, where nothing is told apart", { kind: "checklist", about: "web" }, search, true],
    ["is of the release", { kind: "checklist", release: "release-2" }, search, true],
    ["is of another release", { kind: "checklist", release: "release-1" }, search, false],
    ["is of the phase", { kind: "checklist", phase: "canary" }, search, true],
    ["is of another phase", { kind: "checklist", phase: "full" }, search, false],
    ["is of the phase that is wanted", { kind: "checklist", phase: "full" }, { ...search, phase: "full" }, true],
  ])("is shown or not where it %s", (_, claims, wanted, shown) => {
    const { rejected } = candidates(question(invalid(claims)), wanted);
    const one = { path: "evidence/x.dsse.json", reason: "is not signed", read: false };
    expect(rejected).toEqual(shown ? [one] : []);
  });

  it("is removed when the journal has seen it and it is gone", () => {
    const { counting, rejected, removed } = candidates(question(absent({ kind: "checklist" })), search);
    expect([counting, rejected]).toEqual([[], []]);
    expect(removed).toEqual([{ path: "evidence/gone.dsse.json", reason: "its file is gone" }]);
    expect(candidates(question(absent({ kind: "legal" })), search).removed).toEqual([]);
  });
});
