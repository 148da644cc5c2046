import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A JUnit report of so many tests, some of them failed or skipped. */
export function junitXml(total: number, failed = 0, skipped = 0): string {
  const cases = Array.from({ length: total }, (_, at) => {
    const mark =
      at < failed ? '<failure message="no">&lt;trace&gt;</failure>' : at < failed + skipped ? "<skipped/>" : "";
    return `<testcase classname="tools" name="tool ${at + 1}" time="0.01">${mark}</testcase>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="tools" tests="${total}" failures="${failed}" errors="0" skipped="${skipped}">${cases.join("\n")}</testsuite></testsuites>\n`;
}

/** A SARIF report with results of these levels. */
export const sarif = (...levels: readonly string[]): unknown => ({
  version: "2.1.0",
  runs: [
    {
      tool: { driver: { name: "scanner" } },
      invocations: [{ executionSuccessful: true }],
      results: levels.map((level) => ({ ruleId: "r1", level, message: { text: "found" } })),
    },
  ],
});

/** What npm audit prints when it finds nothing. */
export const npmAudit = (): unknown => ({
  auditReportVersion: 2,
  vulnerabilities: {},
  metadata: {
    vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 },
    dependencies: { total: 3 },
  },
});

/** A k6 summary in the form of `handleSummary`. */
export const k6Summary = (p95Milliseconds = 180): unknown => ({
  metrics: {
    http_reqs: { type: "counter", values: { count: 12_000, rate: 200 } },
    http_req_failed: { type: "rate", values: { rate: 0.001, passes: 12, fails: 11_988 } },
    http_req_duration: {
      type: "trend",
      values: { avg: 60, min: 5, med: 50, max: 900, "p(90)": 120, "p(95)": p95Milliseconds },
      thresholds: { "p(95)<500": { ok: true } },
    },
  },
});

/** A Lighthouse report. */
export const lighthouse = (lcpMilliseconds = 2100): unknown => ({
  lighthouseVersion: "12.0.0",
  finalDisplayedUrl: "https://shop.example.com/",
  audits: {
    "first-contentful-paint": { numericValue: 900, score: 1 },
    "largest-contentful-paint": { numericValue: lcpMilliseconds, score: 0.9 },
    "cumulative-layout-shift": { numericValue: 0.02, score: 1 },
  },
});

/** The answer of Prometheus to a range query over one series. */
export function prometheusRange(
  fromSeconds: number,
  toSeconds: number,
  value: (at: number) => number,
  stepSeconds = 60,
): unknown {
  const values: [number, string][] = [];
  for (let at = fromSeconds; at <= toSeconds; at += stepSeconds) values.push([at, String(value(at))]);
  return { status: "success", data: { resultType: "matrix", result: [{ metric: { system: "shop" }, values }] } };
}

/** A SLSA provenance of these images from one commit. */
export const slsa = (artifacts: Readonly<Record<string, string>>, commit: string): unknown => ({
  _type: "https://in-toto.io/Statement/v1",
  subject: Object.entries(artifacts).map(([name, digest]) => ({
    name,
    digest: { sha256: digest.replace("sha256:", "") },
  })),
  predicateType: "https://slsa.dev/provenance/v1",
  predicate: {
    buildDefinition: {
      buildType: "https://example.org/build/v1",
      resolvedDependencies: [{ uri: "git+https://example.org/shop@refs/heads/main", digest: { gitCommit: commit } }],
    },
    runDetails: { builder: { id: "https://example.org/builder" }, metadata: { finishedOn: "2026-11-21T08:00:00Z" } },
  },
});

/** Writes a report below the root and gives its path. */
export function writeReport(root: string, path: string, content: unknown): string {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
