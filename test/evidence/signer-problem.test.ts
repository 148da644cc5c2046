import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { evidenceRows, namedRole } from "../../evidence/evidence-row";
import { keyProblem, roleProblem, signerPhrase } from "../../evidence/signer-problem";
import type { ParsedStatement } from "../../evidence/statement";
import type { Holder, TrustedKey } from "../../evidence/trusted-key";

const key: TrustedKey = {
  id: "sam-2026",
  publicKey: generateKeyPairSync("ed25519").publicKey,
  holder: { kind: "person", name: "sam", roles: ["security"] },
  from: "2026-02-01T00:00:00Z",
  until: "2026-12-01T00:00:00Z",
};
const now = "2026-11-21T10:00:00Z";

describe("a key", () => {
  it.each([
    ["when it counts now and did when it signed", {}, now, now, undefined],
    ["in its first second", {}, key.from, key.from, undefined],
    ["in its last second", {}, key.from, "2026-11-30T23:59:59Z", undefined],
    [
      "a second before it counts",
      {},
      key.from,
      "2026-01-31T23:59:59Z",
      'is signed with the key "sam-2026", which counts only from 2026-02-01T00:00:00Z',
    ],
    [
      "when it no longer counts",
      {},
      now,
      key.until,
      'is signed with the key "sam-2026", which counted until 2026-12-01T00:00:00Z',
    ],
    ["at no time", {}, now, "soon", 'is signed with the key "sam-2026", which counts only from 2026-02-01T00:00:00Z'],
    [
      "for what was issued before it counted",
      {},
      "2026-01-31T23:59:59Z",
      now,
      'was issued at 2026-01-31T23:59:59Z, outside of 2026-02-01T00:00:00Z to 2026-12-01T00:00:00Z when the key "sam-2026" counts',
    ],
    [
      "for what will be issued when it no longer counts",
      {},
      key.until,
      now,
      'was issued at 2026-12-01T00:00:00Z, outside of 2026-02-01T00:00:00Z to 2026-12-01T00:00:00Z when the key "sam-2026" counts',
    ],
    [
      "once it is revoked, for what it signed long before",
      { revoked: "stolen, at 2026-11-01" },
      "2026-03-01T00:00:00Z",
      now,
      'is signed with the revoked key "sam-2026" (stolen, at 2026-11-01)',
    ],
  ])("is judged %s", (_, change, issued, at, problem) => {
    expect(keyProblem({ ...key, ...change }, issued, at)).toBe(problem);
  });
});

describe("a holder", () => {
  const problem = (kind: ParsedStatement["kind"], holder: Holder, claim: object = {}): string | undefined =>
    roleProblem({ kind, statement: { predicate: { claim } } } as unknown as ParsedStatement, { ...key, holder });
  const person = (...roles: string[]): Holder => ({ kind: "person", name: "sam", roles });
  const machine = (role: string): Holder => ({ kind: "machine", name: "build", roles: [role] });

  it.each<readonly [string, ParsedStatement["kind"], Holder, object]>([
    ["in the role that the claim names", "approval", person("qa", "security"), { role: "security" }],
    ["in one of the roles of the kind", "legal", person("compliance"), {}],
    ["that is a machine of one of the sorts of the kind", "static-scan", machine("ci"), {}],
    ["that is any person, where the claim names no role", "withdrawal", person(), {}],
    ["that is any person, where the role of the claim is no text", "withdrawal", person(), { role: 1 }],
  ])("%s may sign", (_, kind, holder, claim) => {
    expect(problem(kind, holder, claim)).toBeUndefined();
  });

  it.each<readonly [string, ParsedStatement["kind"], Holder, object, string]>([
    [
      "in another role than the claim names",
      "approval",
      person("operations"),
      { role: "security" },
      'is signed by the person "sam" with the role operations, must be signed by a person in the role security',
    ],
    [
      "in no role",
      "legal",
      person(),
      {},
      'is signed by the person "sam" with no role, must be signed by a person in the role legal or a person in the role compliance',
    ],
    [
      "of several roles, none of the kind",
      "legal",
      person("qa", "security"),
      { role: "qa" },
      'is signed by the person "sam" with the role qa, security, must be signed by a person in the role legal or a person in the role compliance',
    ],
    [
      "that is a machine, where any person may sign",
      "withdrawal",
      machine("ci"),
      {},
      'is signed by the machine "build" with the role ci, must be signed by a person',
    ],
    [
      "that is a person in a role called like a sort of machine",
      "provenance",
      person("ci"),
      {},
      'is signed by the person "sam" with the role ci, must be signed by a machine in the role ci',
    ],
  ])("%s may not sign", (_, kind, holder, claim, text) => {
    expect(problem(kind, holder, claim)).toBe(text);
  });

  it("is said as one phrase", () => {
    expect(signerPhrase({ kind: "machine", role: "scanner" })).toBe("a machine in the role scanner");
    expect(evidenceRows.withdrawal.signers.map(signerPhrase)).toEqual(["a person"]);
    expect(namedRole).toBe("named in the claim");
  });
});
