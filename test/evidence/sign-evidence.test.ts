import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseChain } from "../../evidence/journal-chain";
import type { Recorded } from "../../evidence/journal-entry";
import { keyringOf } from "../../evidence/keyring";
import { signEvidence, statementToSign, type EvidenceHome, type ToSign } from "../../evidence/sign-evidence";
import { verifyBytes } from "../../evidence/verify-statement";
import { cast } from "../support/evidence/people";
import { junitXml, writeReport } from "../support/evidence/reports";

const { keys, trust } = cast();
const issued = "2026-11-21T09:30:00Z";
const at = "2026-11-21T09:31:00Z";
const held = { heldRelease: "release-1", heldAt: "2026-11-20T08:00:00Z", reason: "a false alarm" };
const signs = {
  announcement: {
    kind: "announcement",
    bound: { system: "shop", release: "release-2" },
    artifacts: { api: `sha256:${"a".repeat(64)}` },
    issued,
    claim: { what: "release", channels: ["email"], sentAt: issued },
  },
  backup: {
    kind: "rollback-drill",
    bound: { system: "shop", stack: "production", phase: "canary" },
    issued,
    claim: { outcome: "met", tookSeconds: 5, performedAt: issued },
  },
  lift: { kind: "hold-lift", bound: { system: "shop", stack: "production" }, issued, claim: held },
  withdrawal: {
    kind: "withdrawal",
    bound: { system: "shop" },
    issued,
    claim: { evidence: "a".repeat(64), reason: "no" },
  },
} as const satisfies Readonly<Record<string, ToSign>>;

let home: EvidenceHome;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), "sluice-sign-"));
  const journal = { path: "evidence/journal.jsonl", system: "shop", stack: "production" };
  home = { root, folder: "evidence/production", journal };
});
afterEach(() => {
  rmSync(home.root, { recursive: true });
});

const keyOf = (name: string) => {
  const key = keys[name];
  if (key === undefined) throw new Error(`nobody is called ${name}`);
  return key;
};
const sign = (one: ToSign, by: string) => signEvidence(home, [{ sign: one, key: keyOf(by) }], at);
const recorded = (): readonly Recorded[] => {
  const chain = parseChain(readFileSync(join(home.root, home.journal.path)));
  return chain.kind === "present" ? chain.value.map(({ entry }) => entry.recorded) : [];
};

describe("signing", () => {
  it.each([
    ["ECDSA P-256", "drill"],
    ["Ed25519", "olga"],
  ])("writes an envelope that verifies, with %s", async (_, by) => {
    const wanted = by === "olga" ? signs.lift : signs.backup;
    const [signed] = await sign(wanted, by);
    const file = join(home.root, signed?.path ?? "");
    const bytes = readFileSync(file);
    const verified = verifyBytes(bytes, { keyring: keyringOf(trust), now: at });
    expect(verified).toMatchObject({ kind: "present", value: { id: signed?.id, parsed: { kind: wanted.kind } } });
    expect(signed?.path).toBe(`evidence/production/${wanted.kind}-${signed?.id.slice(0, 12) ?? ""}.dsse.json`);
    expect(statSync(file).mode & 0o777).toBe(0o644 & ~process.umask());
    expect(bytes.toString()).toBe(`${JSON.stringify(JSON.parse(bytes.toString()), null, 2)}\n`);
  });

  it("signs the statement as people can read it, under the media type of in-toto", async () => {
    const [signed] = await sign(signs.lift, "olga");
    const envelope = JSON.parse(readFileSync(join(home.root, signed?.path ?? ""), "utf8")) as Record<string, string>;
    const payload = Buffer.from(envelope["payload"] ?? "", "base64").toString();
    expect(envelope["payloadType"]).toBe("application/vnd.in-toto+json");
    expect(envelope["signatures"]).toEqual([{ keyid: "olga-2026", sig: expect.any(String) as string }]);
    expect(payload).toBe(`${JSON.stringify(statementToSign(home.root, signs.lift, "olga-2026"), null, 2)}\n`);
    expect(signed?.id).toBe(createHash("sha256").update(payload).digest("hex"));
  });

  it("records evidence with what it is bound by, and lifts and withdrawals whole", async () => {
    const all = [signs.announcement, signs.backup, signs.lift, signs.withdrawal];
    const signed = await signEvidence(
      home,
      all.map((one) => ({ sign: one, key: keyOf("olga") })),
      at,
    );
    const paths = signed.map(({ path }) => path);
    const envelope = (number: number): unknown =>
      JSON.parse(readFileSync(join(home.root, paths[number] ?? ""), "utf8"));
    expect(recorded()).toEqual([
      { kind: "opened", system: "shop", stack: "production" },
      { kind: "evidence", evidence: signed[0]?.id, of: "announcement", path: paths[0], release: "release-2" },
      { kind: "evidence", evidence: signed[1]?.id, of: "rollback-drill", path: paths[1], phase: "canary" },
      { kind: "lift", envelope: envelope(2) },
      { kind: "withdrawal", envelope: envelope(3) },
    ]);
  });
});

describe("a statement to sign", () => {
  const tests = (path: string): ToSign => ({
    kind: "tests",
    bound: { system: "shop", source: "4be1d9c" },
    artifacts: { api: `sha256:${"a".repeat(64)}` },
    issued,
    claim: { suite: "tools" },
    report: { path, format: "junit" },
  });

  it("carries the digest of its report as it lies there", () => {
    const path = writeReport(home.root, "reports/tools.xml", junitXml(45));
    expect(statementToSign(home.root, tests(path), "build-2026").predicate).toEqual({
      bound: { system: "shop", source: "4be1d9c" },
      signer: "build-2026",
      issued,
      claim: { suite: "tools" },
      report: { path, format: "junit", sha256: createHash("sha256").update(junitXml(45)).digest("hex") },
    });
  });

  it.each<readonly [string, ToSign, string]>([
    [
      "whose claim lacks a field",
      { ...signs.lift, claim: { ...held, reason: "" } },
      'evidence "hold-lift": claim.reason: Too small: expected string to have >=1 characters',
    ],
    [
      "that is not bound",
      { ...signs.lift, bound: { system: "shop" } },
      'evidence "hold-lift": predicate.bound: names no stack',
    ],
    [
      "that is issued at no time",
      { ...signs.lift, issued: "now" },
      'evidence "hold-lift": predicate.issued: must be a time in UTC such as 2026-11-21T10:00:00Z',
    ],
  ])("is refused before anybody signs it: one %s", (_, one, problem) => {
    expect(() => statementToSign(home.root, one, "olga-2026")).toThrow(problem);
  });
});
