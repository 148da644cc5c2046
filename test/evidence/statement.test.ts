import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { kindOf, parseStatement, statementOf, type StatementParts } from "../../evidence/statement";

const hex = "a".repeat(64);
const parts: StatementParts = {
  kind: "load-test",
  bound: { system: "shop" },
  signer: "build-2026",
  artifacts: { api: `sha256:${hex}`, web: `sha256:${"b".repeat(64)}` },
  issued: "2026-11-21T09:30:00Z",
  claim: {},
};
const signOff: StatementParts = {
  kind: "hold-lift",
  bound: { system: "shop", stack: "production" },
  signer: "olga-2026",
  issued: "2026-11-21T09:30:00Z",
  claim: { heldRelease: "release-1", heldAt: "2026-11-20T08:00:00Z", reason: "a false alarm" },
};
const payload = (statement: unknown): Buffer => Buffer.from(JSON.stringify(statement));
/** What a reader says of a statement, after a change of it. */
function reason(from: StatementParts, change: (statement: Record<string, unknown>) => void = () => undefined): string {
  const statement = JSON.parse(JSON.stringify(statementOf(from))) as Record<string, unknown>;
  change(statement);
  const parsed = parseStatement(payload(statement));
  return parsed.kind === "invalid" ? parsed.reason : parsed.kind;
}
const predicate = (statement: Record<string, unknown>) => statement["predicate"] as Record<string, unknown>;

describe("a statement", () => {
  it("about artifacts has each of them as a subject, by its digest", () => {
    expect(statementOf({ ...parts, notBefore: "2026-11-21T10:00:00Z" })).toEqual({
      _type: "https://in-toto.io/Statement/v1",
      subject: [
        { name: "api", digest: { sha256: hex } },
        { name: "web", digest: { sha256: "b".repeat(64) } },
      ],
      predicateType: "urn:sluice:evidence:load-test:v1",
      predicate: {
        bound: { system: "shop" },
        signer: "build-2026",
        issued: "2026-11-21T09:30:00Z",
        notBefore: "2026-11-21T10:00:00Z",
        claim: {},
      },
    });
  });

  it("about something else has the digest of its bound fields as its only subject, in RFC 8785 JSON", () => {
    const sha256 = createHash("sha256").update('{"stack":"production","system":"shop"}').digest("hex");
    expect(statementOf(signOff).subject).toEqual([{ name: "bound", digest: { sha256 } }]);
  });

  it("is read back with its kind and the digests of its artifacts", () => {
    const statement = statementOf(parts);
    expect(parseStatement(payload(statement))).toEqual({
      kind: "present",
      value: { kind: "load-test", statement, artifacts: parts.artifacts },
    });
    const parsed = parseStatement(payload(statementOf(signOff)));
    expect(parsed).toMatchObject({ kind: "present", value: { kind: "hold-lift", artifacts: {} } });
  });

  it("of a kind that is bound by a release has artifacts, too", () => {
    const bound = { system: "shop", release: "release-2" };
    const claim = { what: "release", channels: ["email"], sentAt: "2026-11-20T09:00:00Z" };
    const parsed = parseStatement(payload(statementOf({ ...parts, kind: "announcement", bound, claim })));
    expect(parsed).toMatchObject({ kind: "present", value: { artifacts: parts.artifacts } });
  });

  it.each([
    ["urn:sluice:evidence:load-test:v1", "load-test"],
    ["urn:sluice:evidence:load-test:v2", undefined],
    ["urn:sluice:evidence:load-test:v1:more", undefined],
    ["an urn:sluice:evidence:load-test:v1", undefined],
    ["urn:sluice:evidence:luck:v1", undefined],
    ["https://slsa.dev/provenance/v1", undefined],
  ])("of the type %s is of the kind %s", (type, kind) => {
    expect(kindOf(type)).toBe(kind);
  });
});

describe("a statement is refused", () => {
  const wrongDigest = "subject.0.digest.sha256: must be 64 lower-case hex digits";
  const wrongTime = "must be a time in UTC such as 2026-11-21T10:00:00Z";
  const digest = (sha256: string) => (one: Record<string, unknown>) =>
    (one["subject"] = [{ name: "api", digest: { sha256 } }]);
  it.each<readonly [string, (one: Record<string, unknown>) => void, string]>([
    [
      "of another type",
      (one) => (one["_type"] = "x"),
      '_type: Invalid input: expected "https://in-toto.io/Statement/v1"',
    ],
    [
      "of an unknown kind",
      (one) => (one["predicateType"] = "urn:sluice:evidence:luck:v1"),
      'predicateType: is no kind of evidence, got "urn:sluice:evidence:luck:v1"',
    ],
    ["with a short digest", digest("a".repeat(63)), wrongDigest],
    ["with a long digest", digest("a".repeat(65)), wrongDigest],
    ["with a digest that has something before it", digest(`sha256:${hex}`), wrongDigest],
    ["with a digest in capitals", digest("A".repeat(64)), wrongDigest],
    ["about nothing", (one) => (one["subject"] = []), "subject: Too small: expected array to have >=1 items"],
    [
      "about one artifact twice",
      (one) => (one["subject"] = [one["subject"], one["subject"]].flat()),
      "subject: names one artifact twice",
    ],
    [
      "of no system",
      (one) => (predicate(one)["bound"] = {}),
      "predicate.bound.system: Invalid input: expected string, received undefined",
    ],
    [
      "that nobody signs",
      (one) => (predicate(one)["signer"] = ""),
      "predicate.signer: Too small: expected string to have >=1 characters",
    ],
    ["issued at no time", (one) => (predicate(one)["issued"] = "2026-11-21"), `predicate.issued: ${wrongTime}`],
    [
      "with a time in a zone",
      (one) => (predicate(one)["expires"] = "2026-11-21T10:00:00+01:00"),
      `predicate.expires: ${wrongTime}`,
    ],
    ["that says more", (one) => (predicate(one)["trusted"] = true), 'predicate: Unrecognized key: "trusted"'],
    [
      "whose claim is of another kind",
      (one) => (predicate(one)["claim"] = { role: "security" }),
      'predicate.claim: Unrecognized key: "role"',
    ],
  ])("%s", (_, change, text) => {
    expect(reason(parts, change)).toBe(text);
  });

  it("when it is no object, and when it is no JSON", () => {
    expect(parseStatement(payload([]))).toEqual({
      kind: "invalid",
      reason: "the document: Invalid input: expected object, received array",
    });
    expect(parseStatement(Buffer.from("{"))).toEqual({ kind: "invalid", reason: "is not valid JSON" });
  });

  it("without a field that its kind is bound by, but for the artifacts, which are its subject", () => {
    const approval: StatementParts = {
      ...{ ...parts, kind: "approval", claim: { role: "security" } },
      bound: { system: "shop", stack: "production", phase: "canary", plan: "v1:x", release: "release-2" },
    };
    expect(reason(approval)).toBe("present");
    for (const field of ["stack", "phase", "plan", "release"]) {
      const bound = Object.fromEntries(Object.entries(approval.bound).filter(([name]) => name !== field));
      expect(reason({ ...approval, bound: bound as StatementParts["bound"] })).toBe(
        `predicate.bound: names no ${field}`,
      );
    }
    expect(reason(parts)).toBe("present");
  });

  it.each<readonly [string, (one: Record<string, unknown>) => void]>([
    ["of other fields", (one) => (one["subject"] = [{ name: "bound", digest: { sha256: hex } }])],
    ["and another", (one) => (one["subject"] = [...(one["subject"] as []), { name: "api", digest: { sha256: hex } }])],
    ["of fields that were changed after", (one) => (predicate(one)["bound"] = { system: "shop", stack: "staging" })],
  ])("when its subject is the digest %s, for kinds that are about no artifact", (_, change) => {
    expect(reason(signOff)).toBe("present");
    expect(reason(signOff, change)).toBe("subject: is not the digest of the bound fields");
  });
});
