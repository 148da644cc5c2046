import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EvidenceKind } from "../../../evidence/evidence-kind";
import { evidenceRows } from "../../../evidence/evidence-row";
import { GateCase } from "../../support/evidence/gate-case";
import { changed, group, needs } from "../../support/evidence/gate-pieces";
import type { Piece } from "../../support/evidence/pieces";

const rows = Object.entries(needs);

let whole: GateCase;
beforeAll(async () => {
  whole = await GateCase.make();
});
afterAll(() => {
  whole.clean();
});

const withBound =
  (field: string, value: string) =>
  (piece: Piece): readonly Piece[] => [
    { ...piece, sign: { ...piece.sign, bound: { ...piece.sign.bound, [field]: value } } },
  ];
const bindsBy = (field: string) => rows.filter(([, name]) => evidenceFields(name).includes(field));
const evidenceFields = (name: string): readonly string[] => evidenceRows[group(name) as EvidenceKind].bound;

describe("a gate does not pass", () => {
  it.each(rows)("%s: when its evidence is missing", async (gate, name) => {
    const one = await changed(name, () => []);
    const verdict = one.judge(gate);
    expect(verdict).toMatchObject({
      status: gate === "approvals" || gate === "soak" ? expect.stringMatching(/unknown|fail/) : "unknown",
      reason: expect.stringContaining("is absent") as string,
    });
    expect(verdict.remedy).toMatch(/npx sluice (?:approve|sign [a-z-]+) --stack \w+ .*--key <yours>/);
    one.clean();
  });

  it.each(rows)("%s: when its recorded evidence was removed", (gate, name) => {
    const file = whole.fileOf(name);
    const bytes = readFileSync(file);
    rmSync(file);
    const verdict = whole.judge(gate);
    writeFileSync(file, bytes);
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/stands in the journal and its file is gone/) as string,
    });
    expect(whole.judge(gate).status).toBe("pass");
  });

  it.each(rows)("%s: when its recorded evidence was cut short", (gate, name) => {
    const file = whole.fileOf(name);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, 40));
    const verdict = whole.judge(gate);
    writeFileSync(file, bytes);
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/stands in the journal and its file is not valid JSON/) as string,
    });
  });

  it.each(rows)("%s: when its recorded evidence makes way for other evidence", (gate, name) => {
    const file = whole.fileOf(name);
    const bytes = readFileSync(file);
    writeFileSync(file, readFileSync(whole.fileOf(name === "checklist" ? "legal" : "checklist")));
    const verdict = whole.judge(gate);
    writeFileSync(file, bytes);
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/stands in the journal and its file holds something else/) as string,
    });
  });

  it.each(rows)("%s: when one byte of its payload was changed", (gate, name) => {
    const file = whole.fileOf(name);
    const bytes = readFileSync(file, "utf8");
    const envelope = JSON.parse(bytes) as { payload: string };
    const payload = Buffer.from(envelope.payload, "base64").toString().replace('"shop"', '"shoq"');
    writeFileSync(file, JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString("base64") }));
    const verdict = whole.judge(gate);
    writeFileSync(file, bytes);
    expect(verdict.status).not.toBe("pass");
    expect(verdict.reason).toMatch(
      /stands in the journal and its file has a signature that does not fit its payload and the key/,
    );
  });

  it.each(rows)("%s: when its evidence is not signed", (gate, name) => {
    const file = whole.fileOf(name);
    const bytes = readFileSync(file, "utf8");
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(bytes) as object), signatures: [] }));
    const verdict = whole.judge(gate);
    writeFileSync(file, bytes);
    expect(verdict).toMatchObject({ status: "unknown", reason: expect.stringContaining("is not signed") as string });
  });

  it.each(rows)("%s: when its evidence expired a second ago, and passes a second before", async (gate, name) => {
    const expires = "2026-11-21T10:00:00Z";
    const one = await changed(name, (piece) => [{ ...piece, sign: { ...piece.sign, expires } }]);
    expect(one.judge(gate)).toMatchObject({
      status: "fail",
      reason: expect.stringContaining("expired at 2026-11-21T10:00:00Z") as string,
    });
    expect(one.judge(gate, { now: "2026-11-21T09:59:59Z" }).status).toBe("pass");
    one.clean();
  });

  it.each(rows)("%s: when its evidence is from the future", (gate) => {
    const verdict = whole.judge(gate, { now: "2026-11-21T09:29:59Z" });
    expect(verdict.status).not.toBe("pass");
    expect(verdict.reason).toMatch(/from the future|is not known|no provenance counts|must soak for/);
  });

  it.each(rows)("%s: when its key was revoked, whatever it says of when it was issued", (gate, name) => {
    const holder = readKeyId(whole, name);
    const trust = {
      ...whole.cast.trust,
      revocations: [{ key: holder, at: "2026-11-21T09:59:00Z", reason: "laptop stolen" }],
    };
    const verdict = whole.judge(gate, { trust });
    expect(verdict.status).not.toBe("pass");
    expect(verdict.reason).toMatch(/revoked key "[a-z]+-2026" \(laptop stolen|no provenance counts/);
  });

  it.each(rows)("%s: when its signer lost the role", (gate, name) => {
    const [holder = ""] = readKeyId(whole, name).split("-");
    const without = <T extends { readonly name: string }>(all: readonly T[]): readonly T[] =>
      all.map((one) => (one.name === holder ? { ...one, roles: [] } : one));
    const { trust } = whole.cast;
    const verdict = whole.judge(gate, {
      trust: { ...trust, people: without(trust.people), machines: without(trust.machines) },
    });
    expect(verdict.status).not.toBe("pass");
    expect(verdict.reason).toMatch(/with no role, must be signed by|must be signed by the role|no provenance counts/);
  });

  it.each(rows)("%s: when its key is not in the trust", (gate, name) => {
    const id = readKeyId(whole, name);
    const { trust } = whole.cast;
    const verdict = whole.judge(gate, { trust: { ...trust, keys: trust.keys.filter((key) => key.id !== id) } });
    expect(verdict.status).not.toBe("pass");
    expect(verdict.reason).toMatch(/key that the trust does not know|no provenance counts/);
  });

  it.each(rows)("%s: when it was withdrawn", async (gate, name) => {
    const one = await changed(name, (piece) => [piece]);
    await one.withdraw(name, "tom");
    expect(one.judge(gate)).toMatchObject({
      status: expect.stringMatching(/unknown|fail/) as string,
      reason: expect.stringContaining("was withdrawn by tom (it was a mistake)") as string,
    });
    one.clean();
  });

  it.each(
    ["system", "stack", "phase", "plan", "release"].flatMap((field) =>
      bindsBy(field).map(([gate, name]) => [gate, field, name] as const),
    ),
  )("%s: when its evidence is for another %s", async (gate, field, name) => {
    const one = await changed(name, withBound(field, "other"));
    expect(one.judge(gate)).toMatchObject({
      status: "fail",
      reason: expect.stringContaining(`is for the ${field} "other", must be for`) as string,
    });
    one.clean();
  });

  it.each(bindsBy("release").concat(bindsBy("artifacts")))("%s: when its evidence is for another digest", (gate) => {
    const { release } = whole.subject;
    const artifacts = { ...release.artifacts, api: `sha256:${"c".repeat(64)}` };
    const verdict = whole.judge(gate, { subject: { release: { ...release, artifacts } } });
    expect(verdict.status).toBe(gate === "approvals" ? "unknown" : "fail");
    expect(verdict.reason).toMatch(
      /is for the digest sha256:a{64} of "api", must be for sha256:c{64}|author of the release is not known/,
    );
  });

  it.each(rows)("%s: when the journal was cut behind what progress names", (gate) => {
    const verdict = whole.judge(gate, { progressHead: "f".repeat(64) });
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: `gate "${gate}": the journal was cut, what progress names is not in it`,
    });
  });

  it.each(rows)("%s: when the journal cannot be read", (gate) => {
    const file = join(whole.root, "evidence/journal.jsonl");
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 5));
    const verdict = whole.judge(gate);
    writeFileSync(file, bytes);
    expect(verdict).toMatchObject({
      status: "unknown",
      reason: `gate "${gate}": journal "evidence/journal.jsonl": ends in the middle of an entry`,
    });
  });
});

function readKeyId(one: GateCase, name: string): string {
  const envelope = JSON.parse(readFileSync(one.fileOf(name), "utf8")) as { signatures: { keyid: string }[] };
  return envelope.signatures[0]?.keyid ?? "";
}
