import { describe, expect, it } from "vitest";
import type { EvidenceFinding } from "../../../evidence/evidence";
import { judgeNewest, noneCounts, together, type Want } from "../../../release/gates/judge-newest";
import type { Judged } from "../../../release/gates/judged";
import { fail, pass, undecided } from "../../../release/verdict";
import { checklist, present, question } from "../../support/evidence/made-up";

const want: Want<"checklist"> = {
  kind: "checklist",
  what: "checklist",
  objection: ({ claim }) => (claim.open.length === 0 ? undefined : `leaves open: ${claim.open.join(", ")}`),
  remedy: "sign it",
};
const at = (issued: string, id: string, ...open: readonly string[]): EvidenceFinding =>
  present(checklist({ issued, id, path: `evidence/${id}.dsse.json`, claim: { done: [], open } }));
const used = (id: string, issued: string, countsUntil: string) => ({
  ...{ path: `evidence/${id}.dsse.json`, signer: "rita", issued, countsUntil },
});
const early = "2026-11-21T09:00:00Z";
const late = "2026-11-21T09:30:00Z";

describe("the newest evidence", () => {
  it("lets a gate pass, and is named with its signer and age", () => {
    expect(judgeNewest(question(at(early, "a", "x"), at(late, "b")), want)).toEqual({
      status: "pass",
      reason: "checklist: signed by rita 30 minutes ago",
      evidence: [used("b", late, "2026-11-21T11:30:00Z")],
    });
  });

  it("says what it shows", () => {
    const shows = { ...want, shows: () => "all is done" };
    expect(judgeNewest(question(at(late, "b")), shows).reason).toBe(
      "checklist: all is done, signed by rita 30 minutes ago",
    );
  });

  it("outweighs an older consent", () => {
    expect(judgeNewest(question(at(early, "a"), at(late, "b", "x", "y")), want)).toEqual({
      status: "fail",
      reason: 'checklist: leaves open: x, y ("evidence/b.dsse.json")',
      remedy: "sign it",
      evidence: [used("b", late, "2026-11-21T11:30:00Z")],
    });
  });

  it("of one second is the one that objects", () => {
    expect(judgeNewest(question(at(late, "a"), at(late, "b", "x")), want)).toMatchObject({
      status: "fail",
      evidence: [{ path: "evidence/b.dsse.json" }],
    });
  });

  it("counts no longer than the gate lets it", () => {
    const short = { ...want, maximumAgeSeconds: 1800 };
    expect(judgeNewest(question(at(late, "b")), short).evidence).toEqual([used("b", late, "2026-11-21T10:00:00Z")]);
    expect(judgeNewest(question(at(late, "b", "x")), short).evidence).toEqual([
      used("b", late, "2026-11-21T10:00:00Z"),
    ]);
    expect(judgeNewest(question(at(early, "a")), short).status).toBe("fail");
  });

  it("cannot be told while recorded evidence is gone", () => {
    const gone = { kind: "absent", path: "evidence/g.dsse.json", reason: "its file is gone" } as const;
    const one = question(at(late, "b"), { ...gone, claims: { kind: "checklist" } });
    expect(judgeNewest(one, want)).toEqual({
      status: "unknown",
      reason: 'checklist: "evidence/g.dsse.json" stands in the journal and its file is gone',
      remedy: 'restore the file "evidence/g.dsse.json"',
    });
  });
});

describe("where nothing counts", () => {
  const rejected = (count: number, read: boolean) => ({
    counting: [],
    removed: [],
    rejected: Array.from({ length: count }, (_, one) => ({ path: `${one}`, reason: "is wrong", read })),
  });
  it.each([
    ["nothing is there", rejected(0, false), undecided("tests: is absent", "sign")],
    ["one could not be believed", rejected(1, false), undecided('tests: none counts: "0" is wrong', "sign")],
    ["one was read", rejected(1, true), fail('tests: none counts: "0" is wrong', "sign")],
    ["three were", rejected(3, true), fail('tests: none counts: "0" is wrong; "1" is wrong; "2" is wrong', "sign")],
    [
      "five were",
      rejected(5, true),
      fail('tests: none counts: "0" is wrong; "1" is wrong; "2" is wrong; and 2 more', "sign"),
    ],
  ])("the verdict says so: %s", (_, found, verdict) => {
    expect(noneCounts(found, "tests", "sign")).toEqual(verdict);
  });

  it("one that was read outweighs those that could not be believed", () => {
    const found = { ...rejected(0, false), rejected: [...rejected(1, false).rejected, ...rejected(1, true).rejected] };
    expect(noneCounts(found, "tests", "sign").status).toBe("fail");
  });

  it("no gate passes", () => {
    expect(judgeNewest(question(), want)).toEqual({
      status: "unknown",
      reason: "checklist: is absent",
      remedy: "sign it",
    });
  });
});

describe("several parts", () => {
  const one = { path: "a", signer: "rita", issued: early };
  const good = (path: string): Judged => ({ ...pass(`${path} is well`), evidence: [{ ...one, path }] });
  it.each<readonly [string, readonly Judged[], object]>([
    [
      "pass together",
      [good("a"), good("b")],
      { status: "pass", reason: "all are well", evidence: [{ ...one }, { ...one, path: "b" }] },
    ],
    ["name evidence once", [good("a"), good("a")], { status: "pass", reason: "all are well", evidence: [one] }],
    ["of one say what it says", [good("a")], { status: "pass", reason: "a is well", evidence: [one] }],
    ["of none are nothing", [], { status: "unknown", reason: "there is nothing to judge", evidence: [] }],
    [
      "fail when one does, with every reason and the first remedy",
      [undecided("a is absent", "sign a"), good("b"), fail("c is bad", "mend c")],
      { status: "fail", reason: "a is absent; c is bad", remedy: "sign a", evidence: [{ ...one, path: "b" }] },
    ],
    [
      "are undecided when one is and none fails",
      [good("a"), undecided("b is absent", "sign b")],
      { status: "unknown", reason: "b is absent", remedy: "sign b", evidence: [one] },
    ],
    ["need no remedy", [fail("a is bad")], { status: "fail", reason: "a is bad", evidence: [] }],
  ])("%s", (_, verdicts, whole) => {
    expect(together(verdicts, "all are well")).toEqual(whole);
  });
});
