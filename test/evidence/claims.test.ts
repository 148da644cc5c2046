import { describe, expect, it } from "vitest";
import { claims } from "../../evidence/claims";
import { evidenceKinds, type EvidenceKind } from "../../evidence/evidence-kind";

const at = "2026-11-21T09:30:00Z";
const drill = { outcome: "met", tookSeconds: 5, performedAt: at };
const valid: Readonly<Record<EvidenceKind, object>> = {
  approval: { role: "security" },
  decision: { what: "go or no-go", outcome: "no-go" },
  "human-validation": { outcome: "rejected", tried: "the whole shop" },
  legal: { confirmed: ["GDPR"] },
  checklist: { done: [], open: ["team briefed"] },
  "migration-review": { service: "api", outcome: "rejected", author: "ada" },
  "rollback-cause": { heldRelease: "r", heldAt: at, cause: "errors", mendedBy: "a fix" },
  "hold-lift": { heldRelease: "r", heldAt: at, reason: "a false alarm" },
  waiver: { gate: "load-test", reason: "no tool" },
  withdrawal: { evidence: "a".repeat(64), reason: "a mistake" },
  bootstrap: { stable: "r", reason: "it runs" },
  "sign-off": { name: "qa", role: "qa", confirms: ["tests"] },
  "trust-change": { before: "v1:a", after: "v1:b", reason: "a new key" },
  provenance: { sourceRevision: "4be1d9c", repository: "r", branch: "main", builder: "b", author: "ada" },
  "code-review": { sourceRevision: "4be1d9c", author: "ada", reviewers: ["tom"] },
  staging: { outcome: "red", soakedSeconds: 0, requests: 0, checklistPercent: 100, limitsHeld: false },
  tests: { suite: "tools" },
  "code-quality": {},
  "static-scan": {},
  "dependency-scan": {},
  "image-scan": { service: "api" },
  "penetration-test": { performedBy: "Outside Ltd", critical: 0, high: 1, medium: 2, low: 3 },
  "load-test": {},
  "stress-test": { breaksAtPerSecond: 0, expectedPerSecond: 1 },
  "web-vitals": { page: "/" },
  "smoke-test": { journeys: ["buy"] },
  soak: { metric: "error rate", from: at, to: at },
  "staging-comparison": { metrics: [{ metric: "error rate", candidate: -1, baseline: 0 }] },
  issues: { from: at, to: at, openIncidents: 0, blocking: 0, counts: { "critical issues": 0 } },
  backup: { store: "db", takenAt: at, location: "s3", bytes: 0, verified: false, encrypted: false },
  "restore-drill": { store: "db", outcome: "missed", tookSeconds: 0, lostSeconds: 0, performedAt: at },
  "failover-drill": drill,
  "rollback-drill": { ...drill, outcome: "missed" },
  migration: { service: "api", outcome: "failed", dataWhole: false },
  configuration: { variables: [], secrets: ["DATABASE_URL"] },
  certificates: { hosts: [{ host: "shop.example.com", until: at }] },
  announcement: { what: "release", channels: ["email"], sentAt: at },
  documentation: { documents: [{ name: "runbook", sha256: "1".repeat(64) }] },
};
const takes = (kind: EvidenceKind, claim: object): boolean => claims[kind].safeParse(claim).success;
const each = (change: (kind: EvidenceKind, claim: object) => readonly (readonly [EvidenceKind, string, object])[]) =>
  evidenceKinds.flatMap((kind) => change(kind, valid[kind]));

describe("a claim", () => {
  it.each(evidenceKinds)("of the kind %s is taken when it is whole, and refused when it says more", (kind) => {
    expect(takes(kind, valid[kind])).toBe(true);
    expect(takes(kind, { ...valid[kind], trusted: true })).toBe(false);
  });

  it.each(
    each((kind, claim) => Object.keys(claim).map((field) => [kind, field, { ...claim, [field]: undefined }] as const)),
  )("of the kind %s is refused without its %s", (kind, _, claim) => {
    expect(takes(kind, claim)).toBe(false);
  });

  it.each(
    each((kind, claim) =>
      Object.entries(claim).flatMap(([field, value]) => {
        const wrong = typeof value === "string" ? "" : typeof value === "number" ? -1 : value === null ? 0 : "x";
        return [[kind, field, { ...claim, [field]: wrong }] as const];
      }),
    ),
  )("of the kind %s is refused with a %s that is empty, below zero or of another type", (kind, _, claim) => {
    expect(takes(kind, claim)).toBe(false);
  });

  it.each<readonly [string, EvidenceKind, object, string]>([
    [
      "a digest with something before it",
      "withdrawal",
      { evidence: `sha256:${"a".repeat(64)}` },
      "must be 64 hex digits",
    ],
    ["a digest with something behind it", "withdrawal", { evidence: "a".repeat(65) }, "must be 64 hex digits"],
    ["a digest of other letters", "withdrawal", { evidence: "g".repeat(64) }, "must be 64 hex digits"],
    ["a share above a hundred", "staging", { checklistPercent: 101 }, "Too big: expected number to be <=100"],
    ["half a request", "staging", { requests: 0.5 }, "Invalid input: expected int, received number"],
    ["no expected load", "stress-test", { expectedPerSecond: 0 }, "Too small: expected number to be >0"],
    [
      "a text that is too long",
      "waiver",
      { reason: "x".repeat(501) },
      "Too big: expected string to have <=500 characters",
    ],
    [
      "a name that is too long",
      "waiver",
      { gate: "x".repeat(201) },
      "Too big: expected string to have <=200 characters",
    ],
    ["no certificate", "certificates", { hosts: [] }, "Too small: expected array to have >=1 items"],
    ["nothing compared", "staging-comparison", { metrics: [] }, "Too small: expected array to have >=1 items"],
    ["a count below zero", "issues", { counts: { bugs: -1 } }, "Too small: expected number to be >=0"],
    ["another outcome", "decision", { outcome: "maybe" }, 'Invalid option: expected one of "go"|"no-go"'],
  ])("is refused with %s", (_, kind, change, message) => {
    const { error } = claims[kind].safeParse({ ...valid[kind], ...change });
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it("may be as long as it may", () => {
    expect(takes("waiver", { gate: "x".repeat(200), reason: "x".repeat(500) })).toBe(true);
    expect(takes("approval", { role: "security", confirms: "the tests" })).toBe(true);
    expect(takes("decision", { ...valid.decision, reason: "errors" })).toBe(true);
    expect(takes("legal", { confirmed: Array.from({ length: 1000 }, () => "x") })).toBe(true);
    expect(takes("legal", { confirmed: Array.from({ length: 1001 }, () => "x") })).toBe(false);
  });
});
