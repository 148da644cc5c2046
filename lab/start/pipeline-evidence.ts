import type { Make } from "./evidence-context";
import { bounds, now, piece, report } from "./evidence-context";
import { sampleReports } from "./sample-reports";

const drill = { outcome: "met", tookSeconds: 2 };

/** What the machines of a pipeline sign, by gate. */
export const pipelineEvidence = {
  provenance: (c) => [
    piece("ci", {
      kind: "provenance",
      ...bounds(c).build,
      claim: {
        ...{ sourceRevision: c.revision, repository: "https://example.org/sample", branch: "main" },
        ...{ builder: "https://example.org/sample-builder", author: "somebody@example.org" },
      },
      ...report(c, "slsa.json", "slsa", sampleReports.slsa(c.release.artifacts, c.revision)),
    }),
  ],
  "code-review": (c) => [
    piece("ci", {
      kind: "code-review",
      ...bounds(c).build,
      claim: { sourceRevision: c.revision, author: "somebody@example.org", reviewers: ["technical-lead-1"] },
    }),
  ],
  tests: (c) =>
    c.plan.tests.map(({ suite, count }) =>
      piece("ci", {
        kind: "tests",
        ...bounds(c).build,
        claim: { suite },
        ...report(c, `${suite.replace(/\W+/g, "-")}.xml`, "junit", sampleReports.junit(suite, count ?? 10)),
      }),
    ),
  "code-quality": (c) => [
    piece("ci", {
      kind: "code-quality",
      ...bounds(c).build,
      claim: {},
      ...report(c, "quality.sarif", "sarif", sampleReports.sarif()),
    }),
  ],
  "static-scan": (c) => [
    piece("scanner", {
      kind: "static-scan",
      ...bounds(c).build,
      claim: {},
      ...report(c, "static.sarif", "sarif", sampleReports.sarif()),
    }),
  ],
  "dependency-scan": (c) => [
    piece("scanner", {
      kind: "dependency-scan",
      ...bounds(c).build,
      claim: {},
      ...report(c, "audit.json", "npm-audit", sampleReports.npmAudit()),
    }),
  ],
  "image-scan": (c) =>
    Object.entries(c.release.artifacts).map(([service, digest]) =>
      piece("scanner", {
        kind: "image-scan",
        bound: { system: c.plan.system },
        artifacts: { [service]: digest },
        claim: { service },
        ...report(c, `image-${service}.sarif`, "sarif", sampleReports.sarif()),
      }),
    ),
  "load-test": (c) => [
    piece("ci", {
      kind: "load-test",
      ...bounds(c).artifacts,
      claim: {},
      ...report(c, "load.json", "k6", sampleReports.k6()),
    }),
  ],
  "stress-test": (c) => [
    piece("ci", {
      kind: "stress-test",
      ...bounds(c).artifacts,
      claim: { breaksAtPerSecond: 2000, expectedPerSecond: 100 },
      ...report(c, "stress.json", "k6", sampleReports.k6()),
    }),
  ],
  "web-vitals": (c) => [
    piece("ci", {
      kind: "web-vitals",
      ...bounds(c).artifacts,
      claim: { page: "/" },
      ...report(c, "lighthouse.json", "lighthouse", sampleReports.lighthouse()),
    }),
  ],
  "restore-drill": (c) =>
    (c.plan.backup?.stores ?? []).map((store) =>
      piece("drill-runner", {
        kind: "restore-drill",
        ...bounds(c).stack,
        claim: { store, ...drill, lostSeconds: 1, performedAt: now() },
      }),
    ),
  "failover-drill": (c) => [
    piece("drill-runner", { kind: "failover-drill", ...bounds(c).stack, claim: { ...drill, performedAt: now() } }),
  ],
  "rollback-drill": (c) => [
    piece("drill-runner", { kind: "rollback-drill", ...bounds(c).stack, claim: { ...drill, performedAt: now() } }),
  ],
  backup: (c) =>
    (c.plan.backup?.stores ?? []).map((store) =>
      piece("drill-runner", {
        kind: "backup",
        ...bounds(c).stack,
        claim: { store, takenAt: now(), location: `sample/${store}`, bytes: 1, verified: true, encrypted: true },
      }),
    ),
  migration: (c) =>
    c.plan.migrations.map(({ service }) =>
      piece("ci", { kind: "migration", ...bounds(c).staging, claim: { service, outcome: "done", dataWhole: true } }),
    ),
  configuration: (c) => [
    piece("ci", {
      kind: "configuration",
      ...bounds(c).stack,
      claim: {
        variables: c.plan.services.flatMap(({ env }) => Object.keys(env)),
        secrets: c.plan.services.flatMap(({ secrets }) => Object.keys(secrets)),
      },
    }),
  ],
  certificates: (c) => [
    piece("ci", {
      kind: "certificates",
      ...bounds(c).stack,
      claim: { hosts: c.hosts.map((host) => ({ host, until: new Date(Date.now() + 90 * 86_400_000).toISOString() })) },
    }),
  ],
  documentation: (c) => [
    piece("ci", {
      kind: "documentation",
      ...bounds(c).artifacts,
      claim: { documents: c.plan.documents.map((name) => ({ name, sha256: "0".repeat(64) })) },
    }),
  ],
} satisfies Readonly<Record<string, Make>>;
