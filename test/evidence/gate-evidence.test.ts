import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gatherGateEvidence, type GateSource } from "../../evidence/gate-evidence";
import { pastTrustPath } from "../../evidence/trust-change";
import type { ToSign } from "../../evidence/sign-evidence";
import { trustHash } from "../../trust/read-trust";
import { GateCase } from "../support/evidence/gate-case";
import { commit, now } from "../support/evidence/pieces";
import { slsa, writeReport } from "../support/evidence/reports";

let one: GateCase;
beforeEach(async () => {
  one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => ["checklist", "provenance"].includes(name)) });
});
afterEach(() => {
  one.clean();
});

const source = (change: Partial<GateSource> = {}): GateSource => ({
  root: one.root,
  from: { folder: "evidence" },
  journalPath: "evidence/journal.jsonl",
  plan: one.plan,
  trust: one.cast.trust,
  subject: one.subject,
  now,
  ...change,
});
const after = `v1:${"e".repeat(64)}`;

describe("what gates are judged from", () => {
  it("is the evidence, the journal and the rules of the trust", () => {
    const { question, journal } = gatherGateEvidence(source());
    expect(question.evidence.findings.map(({ kind }) => kind)).toEqual(["present", "present"]);
    expect(journal).toMatchObject({ kind: "present", value: { reachesProgress: true } });
    expect(question).toMatchObject({ journal, plan: one.plan, subject: one.subject, now });
    expect(question.waivers).toBe(one.cast.trust.waivers);
    expect(question.personOf("ADA@example.org")).toBe("ada");
  });

  it("knows whether progress names an entry of the journal", () => {
    const { journal } = gatherGateEvidence(source({ progressHead: "f".repeat(64) }));
    expect(journal).toMatchObject({ kind: "present", value: { reachesProgress: false } });
  });

  it("does not count what the journal withdraws", async () => {
    await one.withdraw("checklist", "rita");
    const { question } = gatherGateEvidence(source());
    expect(question.evidence.findings.map(({ kind }) => kind).sort()).toEqual(["invalid", "present", "present"]);
  });

  it("has no journal while there is none, and one that cannot be read is unknown", () => {
    expect(gatherGateEvidence(source({ journalPath: "evidence/none.jsonl" })).journal).toEqual({ kind: "absent" });
    const stack = gatherGateEvidence(source({ subject: { ...one.subject, stack: "staging" } }));
    expect(stack.journal).toMatchObject({ kind: "unknown" });
    const system = gatherGateEvidence(source({ subject: { ...one.subject, system: "other" } }));
    expect(system.journal).toMatchObject({ kind: "unknown" });
  });

  it("knows which metrics come as evidence, and which the platform measures", () => {
    const { question } = gatherGateEvidence(source());
    expect(question.isReported("critical issues")).toBe(true);
    expect(question.isReported("error rate")).toBe(false);
    expect(question.isReported("no such metric")).toBe(false);
  });
});

describe("the source of the artifacts", () => {
  const provenance = (sourceRevision: string): ToSign => ({
    kind: "provenance",
    bound: { system: "shop", source: sourceRevision },
    artifacts: one.subject.release.artifacts,
    issued: "2026-11-21T09:30:00Z",
    claim: {
      ...{ sourceRevision, repository: "https://example.org/shop", branch: "main" },
      ...{ builder: "https://example.org/builder", author: "ada@example.org" },
    },
    report: {
      path: writeReport(
        one.root,
        `reports/${sourceRevision}.json`,
        slsa(one.subject.release.artifacts, sourceRevision),
      ),
      format: "slsa",
    },
  });

  it("is what provenance says", () => {
    expect(gatherGateEvidence(source()).sourceRevision).toEqual({ kind: "present", value: commit });
  });

  it("is the same when provenance says it twice", async () => {
    await one.add({
      name: "again",
      by: "build",
      sign: { ...provenance(commit), issued: "2026-11-21T09:31:00Z" } as ToSign,
    });
    expect(gatherGateEvidence(source()).sourceRevision).toEqual({ kind: "present", value: commit });
  });

  it("is unknown when provenance names two", async () => {
    await one.add({ name: "other", by: "build", sign: provenance("0ddba11") });
    expect(gatherGateEvidence(source()).sourceRevision).toMatchObject({
      kind: "unknown",
      reason: expect.stringMatching(
        /^provenance names several sources, got (4be1d9c, 0ddba11|0ddba11, 4be1d9c)$/,
      ) as string,
    });
  });

  it("is absent without provenance, and with that of other artifacts", () => {
    expect(gatherGateEvidence(source({ from: { folder: "none" }, journalPath: "none" })).sourceRevision).toEqual({
      kind: "absent",
    });
    const release = { ...one.subject.release, artifacts: { api: `sha256:${"9".repeat(64)}` } };
    const other = gatherGateEvidence(source({ subject: { ...one.subject, release } }));
    expect(other.sourceRevision).toEqual({ kind: "absent" });
  });

  it("is known from provenance of a part of the artifacts", () => {
    const artifacts = { ...one.subject.release.artifacts, worker: `sha256:${"9".repeat(64)}` };
    const release = { ...one.subject.release, artifacts };
    const part = gatherGateEvidence(source({ subject: { ...one.subject, release } }));
    expect(part.sourceRevision).toEqual({ kind: "present", value: commit });
  });
});

describe("a change of the trust", () => {
  const keep = (folder: string): string => {
    const before = trustHash(one.cast.trust);
    const path = join(one.root, pastTrustPath(folder, before));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, one.cast.trustText);
    return before;
  };

  it("cannot be judged without the hashes of both", () => {
    expect(gatherGateEvidence(source()).question.trustChange).toEqual({
      status: "unknown",
      reason: "trust: its change was not given to the judge",
    });
  });

  it.each<readonly [string, string, Partial<GateSource>]>([
    ["the folder of evidence", "evidence", {}],
    ["the folder that is named", "kept", { trustFolder: "kept" }],
    ["the folder evidence, where the files are named one by one", "evidence", { from: { files: [] } }],
  ])("looks for the trust before in %s", (_, folder, change) => {
    const before = keep(folder);
    const { question } = gatherGateEvidence(source({ ...change, trustHashes: { before, after } }));
    expect(question.trustChange).toMatchObject({
      status: "fail",
      reason: expect.stringContaining("needs 2 people of security, operations") as string,
    });
    const elsewhere = gatherGateEvidence(source({ trustFolder: "elsewhere", trustHashes: { before, after } }));
    expect(elsewhere.question.trustChange).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining('the previous trust "elsewhere/trust/') as string,
    });
  });

  it("does not count a signature that the journal withdraws", async () => {
    const before = keep("evidence");
    for (const by of ["sam", "olga"]) {
      const claim = { before, after, reason: "a new key" };
      const sign: ToSign = { kind: "trust-change", bound: { system: "shop" }, issued: "2026-11-21T09:30:00Z", claim };
      await one.add({ name: by, by, sign });
    }
    const verdict = () => gatherGateEvidence(source({ trustHashes: { before, after } })).question.trustChange.status;
    expect(verdict()).toBe("pass");
    const { path } = await one.withdraw("olga", "sam");
    writeFileSync(join(one.root, path), readFileSync(one.fileOf("checklist")));
    expect(verdict()).toBe("fail");
  });
});
