import type { ToSign } from "../../../evidence/sign-evidence";
import { stackPieces } from "./stack-pieces";
import { junitXml, k6Summary, lighthouse, npmAudit, sarif, slsa, writeReport } from "./reports";

/** One piece of evidence of a case, by a name that tests change it by, and who signs it. */
export interface Piece {
  readonly name: string;
  readonly by: string;
  readonly sign: ToSign;
}

/** The release of the case. */
export const shopRelease = (planHash: string) =>
  ({
    id: "release-2",
    artifacts: { api: `sha256:${"a".repeat(64)}`, web: `sha256:${"b".repeat(64)}` },
    templatesHash: "templates-2",
    planHash,
  }) as const;

/** When the case is judged, and since when the canary holds its share. */
export const now = "2026-11-21T10:00:00Z";
export const canarySince = "2026-11-21T03:30:00Z";
export const issuedAt = "2026-11-21T09:30:00Z";
export const commit = "4be1d9c";

/** Evidence with which every gate of the case passes. Reports are written below `root`. */
export function everyPiece(root: string, planHash: string): readonly Piece[] {
  const release = shopRelease(planHash);
  const { artifacts } = release;
  const system = "shop";
  const stack = "production";
  const phase = { system, stack, phase: "canary", plan: planHash, release: release.id };
  const build = { system, source: commit };
  const report = (path: string, format: NonNullable<ToSign["report"]>["format"], content: unknown) => ({
    path: writeReport(root, `reports/${path}`, content),
    format,
  });
  const make = (name: string, by: string, sign: Omit<ToSign, "issued">): Piece => ({
    name,
    by,
    sign: { issued: issuedAt, ...sign } as ToSign,
  });
  return [
    make("provenance", "build", {
      kind: "provenance",
      bound: build,
      artifacts,
      claim: {
        sourceRevision: commit,
        repository: "https://example.org/shop",
        branch: "main",
        builder: "https://example.org/builder",
        author: "Ada@example.org",
      },
      report: report("slsa.json", "slsa", slsa(artifacts, commit)),
    }),
    make("code-review", "build", {
      kind: "code-review",
      bound: build,
      artifacts,
      claim: { sourceRevision: commit, author: "ada@example.org", reviewers: ["tom"] },
    }),
    make("staging", "build", {
      kind: "staging",
      bound: { system, stack: "staging", plan: planHash },
      artifacts,
      claim: { outcome: "green", soakedSeconds: 15_000, requests: 5000, checklistPercent: 100, limitsHeld: true },
    }),
    make("approval-security", "sam", { kind: "approval", bound: phase, artifacts, claim: { role: "security" } }),
    make("approval-operations", "olga", { kind: "approval", bound: phase, artifacts, claim: { role: "operations" } }),
    make("approval-operations-2", "otto", { kind: "approval", bound: phase, artifacts, claim: { role: "operations" } }),
    make("decision", "rita", {
      kind: "decision",
      bound: phase,
      artifacts,
      claim: { what: "go or no-go", outcome: "go" },
    }),
    make("tests-tools", "build", {
      kind: "tests",
      bound: build,
      artifacts,
      claim: { suite: "tools" },
      report: report("tools.xml", "junit", junitXml(45)),
    }),
    make("tests-end", "build", {
      kind: "tests",
      bound: build,
      artifacts,
      claim: { suite: "end to end" },
      report: report("end.xml", "junit", junitXml(10, 1)),
    }),
    make("code-quality", "build", {
      kind: "code-quality",
      bound: build,
      artifacts,
      claim: {},
      report: report("lint.sarif", "sarif", sarif("warning")),
    }),
    make("static-scan", "scan", {
      kind: "static-scan",
      bound: build,
      artifacts,
      claim: {},
      report: report("static.sarif", "sarif", sarif("note")),
    }),
    make("dependency-scan", "scan", {
      kind: "dependency-scan",
      bound: build,
      artifacts,
      claim: {},
      report: report("audit.json", "npm-audit", npmAudit()),
    }),
    ...Object.keys(artifacts).map((service) =>
      make(`image-scan-${service}`, "scan", {
        kind: "image-scan",
        bound: { system },
        artifacts: { [service]: artifacts[service as keyof typeof artifacts] },
        claim: { service },
        report: report(`image-${service}.sarif`, "sarif", sarif()),
      }),
    ),
    make("penetration-test", "sam", {
      kind: "penetration-test",
      bound: { system },
      claim: { performedBy: "Outside Ltd", critical: 0, high: 1, medium: 2, low: 3 },
    }),
    make("load-test", "build", {
      kind: "load-test",
      bound: { system },
      artifacts,
      claim: {},
      report: report("k6.json", "k6", k6Summary()),
    }),
    make("stress-test", "build", {
      kind: "stress-test",
      bound: { system },
      artifacts,
      claim: { breaksAtPerSecond: 300, expectedPerSecond: 100 },
      report: report("stress.json", "k6", k6Summary()),
    }),
    make("web-vitals", "build", {
      kind: "web-vitals",
      bound: { system },
      artifacts,
      claim: { page: "/" },
      report: report("lighthouse.json", "lighthouse", lighthouse()),
    }),
    make("smoke-test", "build", {
      kind: "smoke-test",
      bound: { system, stack },
      artifacts,
      claim: { journeys: ["buy"] },
      report: report("smoke.xml", "junit", junitXml(3)),
    }),
    make("staging-comparison", "build", {
      kind: "staging-comparison",
      bound: { system, stack },
      artifacts,
      claim: { metrics: [{ metric: "mean response time", candidate: 0.054, baseline: 0.05 }] },
    }),
    make("issues", "rita", {
      kind: "issues",
      bound: { system, stack, release: release.id },
      artifacts,
      claim: {
        from: "2026-11-21T03:00:00Z",
        to: issuedAt,
        openIncidents: 0,
        blocking: 0,
        counts: { "critical issues": 0 },
      },
    }),
    make("announcement", "rita", {
      kind: "announcement",
      bound: { system, release: release.id },
      artifacts,
      claim: { what: "scheduled deployment", channels: ["email"], sentAt: "2026-11-20T09:00:00Z" },
    }),
    make("documentation", "build", {
      kind: "documentation",
      bound: { system },
      artifacts,
      claim: {
        documents: [
          { name: "runbook", sha256: "1".repeat(64) },
          { name: "user guide", sha256: "2".repeat(64) },
        ],
      },
    }),
    make("legal", "lea", {
      kind: "legal",
      bound: { system, plan: planHash },
      claim: { confirmed: ["privacy policy", "GDPR"] },
    }),
    make("human-validation", "pia", {
      kind: "human-validation",
      bound: { system, stack, plan: planHash, release: release.id },
      artifacts,
      claim: { outcome: "accepted", tried: "the whole shop" },
    }),
    make("checklist", "rita", {
      kind: "checklist",
      bound: { system, stack, plan: planHash, release: release.id },
      artifacts,
      claim: { done: ["team briefed"], open: [] },
    }),
    ...stackPieces({ release, make, report }),
    make("bootstrap", "olga", {
      kind: "bootstrap",
      bound: { system, stack, plan: planHash, release: release.id },
      artifacts,
      claim: { stable: release.id, reason: "it has run since spring" },
    }),
  ];
}
