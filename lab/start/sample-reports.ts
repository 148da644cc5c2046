import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Reports as the tools of a pipeline write them. In the lab no scanner runs: these are samples with nothing found, signed for real, and they
 * prove that evidence is asked for, read and bound, not that the sample application is safe.
 */
export const sampleReports = {
  junit: (suite: string, total: number): string => {
    const cases = Array.from(
      { length: total },
      (_, at) => `<testcase classname="${suite}" name="${suite} ${at + 1}" time="0.01"/>`,
    );
    const counts = `tests="${total}" failures="0" errors="0" skipped="0"`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="${suite}" ${counts}>${cases.join("\n")}</testsuite></testsuites>\n`;
  },
  sarif: (): unknown => ({
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "sample-scanner" } }, invocations: [{ executionSuccessful: true }], results: [] }],
  }),
  npmAudit: (): unknown => ({
    auditReportVersion: 2,
    vulnerabilities: {},
    metadata: {
      vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 },
      dependencies: { total: 1 },
    },
  }),
  k6: (): unknown => ({
    metrics: {
      http_reqs: { type: "counter", values: { count: 12_000, rate: 200 } },
      http_req_failed: { type: "rate", values: { rate: 0, passes: 0, fails: 12_000 } },
      http_req_duration: {
        type: "trend",
        values: { avg: 20, min: 2, med: 18, max: 90, "p(90)": 30, "p(95)": 40 },
        thresholds: { "p(95)<500": { ok: true } },
      },
    },
  }),
  lighthouse: (): unknown => ({
    lighthouseVersion: "12.0.0",
    finalDisplayedUrl: "https://sample.example.com/",
    audits: {
      "first-contentful-paint": { numericValue: 500, score: 1 },
      "largest-contentful-paint": { numericValue: 900, score: 1 },
      "cumulative-layout-shift": { numericValue: 0.01, score: 1 },
    },
  }),
  slsa: (artifacts: Readonly<Record<string, string>>, commit: string): unknown => ({
    _type: "https://in-toto.io/Statement/v1",
    subject: Object.entries(artifacts).map(([name, digest]) => ({
      name,
      digest: { sha256: digest.replace("sha256:", "") },
    })),
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: "https://example.org/sluice/sample/v1",
        resolvedDependencies: [
          { uri: "git+https://example.org/sample@refs/heads/main", digest: { gitCommit: commit } },
        ],
      },
      runDetails: {
        builder: { id: "https://example.org/sample-builder" },
        metadata: { finishedOn: new Date().toISOString() },
      },
    },
  }),
  /** The answer of Prometheus to a range query over one series. */
  series: (samples: readonly (readonly [atSeconds: number, value: number])[]): unknown => ({
    status: "success",
    data: { resultType: "matrix", result: [{ metric: {}, values: samples.map(([at, value]) => [at, String(value)]) }] },
  }),
};

/** Writes a report below the root of the project and gives its path there. */
export function writeReport(root: string, path: string, content: unknown): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
