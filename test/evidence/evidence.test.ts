import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { EvidenceFinding } from "../../evidence/evidence";
import { evidenceRows } from "../../evidence/evidence-row";
import { keyringOf } from "../../evidence/keyring";
import { readEvidence, type EvidencePlace } from "../../evidence/read-evidence";
import { readJournal, type VerifiedJournal } from "../../evidence/read-journal";
import type { Trust } from "../../trust/trust";
import { GateCase } from "../support/evidence/gate-case";
import { issuedAt, now } from "../support/evidence/pieces";

let one: GateCase;
afterEach(() => {
  one.clean();
});

async function having(...names: readonly string[]): Promise<void> {
  one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => names.length === 0 || names.includes(name)) });
}
function journal(): VerifiedJournal {
  const place = { root: one.root, path: "evidence/journal.jsonl", system: "shop", stack: "production", now };
  const read = readJournal({ ...place, keyring: keyringOf(one.cast.trust) });
  if (read.kind !== "present") throw new Error(JSON.stringify(read));
  return read.value;
}
const find = (change: Partial<EvidencePlace> = {}): readonly EvidenceFinding[] =>
  readEvidence({ root: one.root, from: { folder: "evidence" }, keyring: keyringOf(one.cast.trust), now, ...change })
    .findings;
const pathOf = (name: string): string => one.signed.get(name)?.path ?? "";
const idOf = (name: string): string => one.signed.get(name)?.id ?? "";

describe("evidence that was read", () => {
  it("says what it is, who signed it and how long it may count", async () => {
    await having("checklist");
    const { planHash, subject } = one;
    expect(find()).toEqual([
      {
        kind: "present",
        path: pathOf("checklist"),
        evidence: {
          kind: "checklist",
          id: idOf("checklist"),
          path: pathOf("checklist"),
          signer: { kind: "person", name: "rita", roles: ["release-manager"] },
          keyId: "rita-2026",
          bound: { system: "shop", stack: "production", plan: planHash, release: "release-2" },
          boundBy: evidenceRows.checklist.bound,
          maximumAgeSeconds: evidenceRows.checklist.maximumAgeSeconds,
          artifacts: subject.release.artifacts,
          issued: issuedAt,
          claim: { done: ["team briefed"], open: [] },
        },
      },
    ]);
  });

  it("carries its own times and what its report says, when it has them", async () => {
    const times = { notBefore: "2026-11-21T09:40:00Z", expires: "2026-11-22T09:40:00Z" };
    one = await GateCase.make({
      pieces: (all) =>
        all.flatMap((piece) => (piece.name === "tests-tools" ? [{ ...piece, sign: { ...piece.sign, ...times } }] : [])),
    });
    expect(find()).toMatchObject([
      { evidence: { ...times, measured: { kind: "tests", total: 45, passed: 45, failed: 0, skipped: 0 } } },
    ]);
  });
});

describe("evidence that nobody believes", () => {
  it("is shown where it says that it belongs", async () => {
    await having();
    const abouts = new Map(
      find({ keyring: new Map() }).map((finding) => {
        if (finding.kind !== "invalid") throw new Error(finding.kind);
        expect(finding.reason).toMatch(/^is signed with a key that the trust does not know, got "/);
        return [finding.path, finding.claims];
      }),
    );
    const said = (name: string) => abouts.get(pathOf(name));
    expect(said("approval-security")).toEqual({ kind: "approval", about: "security" });
    expect(said("tests-end")).toEqual({ kind: "tests", about: "end to end" });
    expect(said("backup")).toEqual({ kind: "backup", about: "orders" });
    expect(said("image-scan-api")).toEqual({ kind: "image-scan", about: "api" });
    expect(said("web-vitals")).toEqual({ kind: "web-vitals", about: "/" });
    expect(said("decision")).toEqual({ kind: "decision", about: "go or no-go" });
    expect(said("soak-errors")).toEqual({ kind: "soak", about: "error rate" });
    expect(said("migration")).toEqual({ kind: "migration", about: "api" });
    expect(said("legal")).toEqual({ kind: "legal" });
    expect([...abouts.values()].every((claims) => claims !== undefined)).toBe(true);
  });

  it.each([
    ["waiver", { gate: "load-test", reason: "no tool" }, { kind: "waiver", about: "load-test" }],
    ["sign-off", { name: "quality", role: "qa", confirms: [] }, { kind: "sign-off", about: "qa" }],
  ] as const)("is shown with the field that tells a %s apart", async (kind, claim, claims) => {
    await having("none");
    const { planHash, subject } = one;
    const bound = { system: "shop", stack: "production", phase: "canary", plan: planHash, release: "release-2" };
    const sign = { kind, bound, artifacts: subject.release.artifacts, issued: issuedAt, claim };
    await one.add({ name: "one", by: "rita", sign });
    expect(find({ keyring: new Map() })).toMatchObject([{ kind: "invalid", claims }]);
  });

  it("is shown where the journal says, when it says nothing itself", async () => {
    await having("checklist", "rollback-drill", "approval-security");
    for (const name of ["checklist", "rollback-drill", "approval-security"]) writeFileSync(one.fileOf(name), "{");
    const shown = Object.fromEntries(
      find({ journal: journal() }).flatMap((one) => (one.kind === "invalid" ? [[one.path, one]] : [])),
    );
    const invalid = { kind: "invalid", reason: "is not valid JSON" };
    expect(shown).toEqual({
      [pathOf("checklist")]: {
        ...{ ...invalid, path: pathOf("checklist") },
        claims: { kind: "checklist", release: "release-2" },
      },
      [pathOf("rollback-drill")]: { ...invalid, path: pathOf("rollback-drill"), claims: { kind: "rollback-drill" } },
      [pathOf("approval-security")]: {
        ...{ ...invalid, path: pathOf("approval-security") },
        claims: { kind: "approval", release: "release-2", phase: "canary" },
      },
    });
    expect(find()[0]).not.toHaveProperty("claims");
  });

  it("keeps what it says of itself, whatever the journal says of its path", async () => {
    await having("checklist", "approval-security");
    writeFileSync(one.fileOf("checklist"), readFileSync(one.fileOf("approval-security")));
    const found = find({ journal: journal(), keyring: new Map() }).find(({ path }) => path === pathOf("checklist"));
    expect(found).toMatchObject({ kind: "invalid", claims: { kind: "approval", about: "security" } });
  });
});

describe("evidence that the journal has seen", () => {
  const gone = (reason: string) => ({
    kind: "absent",
    path: pathOf("checklist"),
    reason,
    claims: { kind: "checklist", release: "release-2" },
  });
  const absent = (change: Partial<EvidencePlace> = {}) =>
    find({ journal: journal(), ...change }).filter(({ kind }) => kind === "absent");

  it("is not missed while it is there", async () => {
    await having("checklist");
    expect(absent()).toEqual([]);
  });

  it.each<readonly [string, (file: string) => void, string]>([
    ["is gone", (file) => rmSync(file), "its file is gone"],
    ["was cut short", (file) => writeFileSync(file, "{"), "its file is not valid JSON"],
    [
      "holds another",
      (file) => writeFileSync(file, readFileSync(one.fileOf("legal"))),
      "its file holds something else",
    ],
  ])("is missed when its file %s", async (_, change, reason) => {
    await having("checklist", "legal");
    change(one.fileOf("checklist"));
    expect(absent()).toEqual([gone(reason)]);
  });

  it("is not missed when it can be read and is not believed", async () => {
    await having("checklist");
    expect(absent({ keyring: new Map() })).toEqual([]);
  });

  it("is not missed under another name", async () => {
    await having("checklist");
    writeFileSync(join(one.root, "evidence/moved.dsse.json"), readFileSync(one.fileOf("checklist")));
    rmSync(one.fileOf("checklist"));
    expect(absent()).toEqual([]);
  });

  it("is not missed once it was withdrawn", async () => {
    await having("checklist");
    await one.withdraw("checklist", "rita");
    rmSync(one.fileOf("checklist"));
    expect(absent()).toEqual([]);
  });

  it("may be cleaned up when it would be too old to count, and not a second before", async () => {
    await having("checklist");
    rmSync(one.fileOf("checklist"));
    expect(absent({ now: "2026-12-21T09:30:00Z" })).toHaveLength(1);
    expect(absent({ now: "2026-12-21T09:30:01Z" })).toEqual([]);
    expect(absent({ now: "soon" })).toHaveLength(1);
  });
});

describe("a withdrawal", () => {
  const withdrawn = (about: object) => ({
    kind: "invalid",
    path: pathOf("approval-security"),
    reason: "was withdrawn by rita (it was a mistake)",
    claims: { kind: "approval", ...about },
  });

  it("counts as a mere file, though the journal does not know of it", async () => {
    await having("approval-security", "legal");
    const before = journal();
    await one.withdraw("approval-security", "rita");
    const found = find({ journal: before });
    expect(found).toContainEqual(withdrawn({ about: "security" }));
    expect(found.filter(({ path }) => path === pathOf("legal"))).toMatchObject([{ kind: "present" }]);
  });

  it("counts by the journal, though its file is gone", async () => {
    await having("approval-security");
    const { path } = await one.withdraw("approval-security", "rita");
    rmSync(join(one.root, path));
    expect(find({ journal: journal() })).toEqual([withdrawn({ about: "security" })]);
    expect(find()).toMatchObject([{ kind: "present" }]);
  });

  it("tells nothing apart where nothing is to be told apart", async () => {
    await having("legal");
    await one.withdraw("legal", "rita");
    expect(find()).toContainEqual({
      kind: "invalid",
      path: pathOf("legal"),
      reason: "was withdrawn by rita (it was a mistake)",
      claims: { kind: "legal" },
    });
  });

  it("does not count as a file that nobody signed, and counts by a key that was revoked since", async () => {
    await having("legal");
    const { path } = await one.withdraw("legal", "rita");
    const legal = (change: Partial<EvidencePlace> = {}) => find(change).find((found) => found.path === pathOf("legal"));
    const revocations = [{ key: "rita-2026", at: now, reason: "stolen" }];
    const trust: Trust = { ...one.cast.trust, revocations };
    expect(legal({ keyring: keyringOf(trust) })?.kind).toBe("invalid");
    const envelope = JSON.parse(readFileSync(join(one.root, path), "utf8")) as { signatures: { sig: string }[] };
    const forged = { ...envelope, signatures: envelope.signatures.map((signature) => ({ ...signature, sig: "AAAA" })) };
    writeFileSync(join(one.root, path), JSON.stringify(forged));
    expect(legal()?.kind).toBe("present");
  });
});
