import { describe, expect, it } from "vitest";
import { reportReaders } from "../../../evidence/reports/read-report";
import { ReportFormat } from "../../../evidence/reports/report-format";
import { junitXml, k6Summary, lighthouse, npmAudit, prometheusRange, sarif, slsa } from "../../support/evidence/reports";

const bytes = (content: unknown): Buffer => Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
const read = (format: ReportFormat, content: unknown) => reportReaders[format](bytes(content));
const reason = (format: ReportFormat, content: unknown): string => {
  const answer = read(format, content);
  return answer.kind === "invalid" ? answer.reason : `present: ${JSON.stringify(answer)}`;
};
/** A copy with one value put somewhere else. */
function put(content: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(content);
  const last = path.at(-1) ?? "";
  const at = path.slice(0, -1).reduce<unknown>((one, key) => (one as Record<string | number, unknown>)[key], copy);
  (at as Record<string | number, unknown>)[last] = value;
  return copy;
}
const artifacts = { api: `sha256:${"a".repeat(64)}` };
const cargo = {
  database: { "advisory-count": 700, "last-commit": "x" },
  lockfile: { "dependency-count": 3 },
  vulnerabilities: { found: false, count: 0, list: [] as unknown[] },
  warnings: {},
};
const pip = { dependencies: [{ name: "django", version: "4.2", vulns: [] as unknown[] }], fixes: [] };
const valid: Readonly<Record<ReportFormat, unknown>> = {
  junit: junitXml(45),
  sarif: sarif("error", "warning", "note", "none"),
  "npm-audit": npmAudit(),
  "cargo-audit": cargo,
  "pip-audit": pip,
  k6: k6Summary(),
  lighthouse: lighthouse(),
  prometheus: prometheusRange(0, 120, () => 0.5),
  slsa: slsa(artifacts, "4be1d9c"),
};

describe("every reader", () => {
  it.each(ReportFormat.options)("of %s reads a report of its kind, and no other", (format) => {
    expect(read(format, valid[format]).kind).toBe("present");
    for (const other of ReportFormat.options.filter((one) => one !== format)) {
      expect([other, read(format, valid[other]).kind]).toEqual([other, "invalid"]);
    }
  });

  it.each(ReportFormat.options.flatMap((format) => [
    [format, "nothing", Buffer.alloc(0)],
    [format, "half a report", bytes(valid[format]).subarray(0, bytes(valid[format]).length / 2)],
    [format, "bytes that are no UTF-8", Buffer.concat([bytes(valid[format]), Buffer.from([0xff])])],
    [format, "UTF-16", Buffer.from(bytes(valid[format]).toString(), "utf16le")],
    [format, "a list", Buffer.from("[]")],
    [format, "null", Buffer.from("null")],
  ] as const))("of %s refuses %s", (format, _, content) => {
    const answer = reportReaders[format](content);
    expect(answer.kind).toBe("invalid");
    expect(answer.kind === "invalid" ? answer.reason : "").toMatch(/^\S[^\n]{3,200}$/);
  });

  it.each(ReportFormat.options.filter((format) => format !== "junit"))("of %s refuses a property that stands twice", (format) => {
    const text = bytes(valid[format]).toString();
    const [, first = ""] = /^\{"([^"]+)"/.exec(text) ?? [];
    expect(reason(format, text.replace("{", `{"${first}":1,`))).toBe(`has the property "${first}" twice`);
  });
});

describe("JUnit", () => {
  it.each([
    ["45 of 45", junitXml(45), { total: 45, passed: 45, failed: 0, skipped: 0 }],
    ["491 of 491", junitXml(491), { total: 491, passed: 491, failed: 0, skipped: 0 }],
    ["failed and skipped ones", junitXml(10, 2, 3), { total: 10, passed: 5, failed: 2, skipped: 3 }],
    ["nested suites", `<testsuites tests="2"><testsuite tests="2"><testsuite tests="1"><testcase name="a"/></testsuite><testsuite tests="1"><testcase name="b"><error/></testcase></testsuite></testsuite></testsuites>`, { total: 2, passed: 1, failed: 1, skipped: 0 }],
    ["one suite at the top, and a skipped test that failed", `<testsuite><testcase name="a"><skipped/><failure/></testcase></testsuite>`, { total: 1, passed: 0, failed: 1, skipped: 0 }],
  ])("counts %s case by case", (_, xml, counts) => {
    expect(read("junit", xml)).toEqual({ kind: "present", value: { kind: "tests", ...counts } });
  });

  it.each([
    ["an entity bomb", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><testsuite>&b;</testsuite>', "has a document type, which may bring entities: refused"],
    ["a file from outside", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><testsuite/>', "has a document type, which may bring entities: refused"],
    ["a document type in odd letters", "<!dOcTyPe x><testsuite/>", "has a document type, which may bring entities: refused"],
    ["an entity alone", "<testsuite><!ENTITY a 'b'></testsuite>", "declares an entity: refused"],
    ["another encoding", '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite/>', 'must be in UTF-8, says "ISO-8859-1"'],
    ["fewer cases than it says", '<testsuite tests="45"><testcase name="a"/></testsuite>', "says that it ran 45 tests and holds 1"],
    ["a failure that it does not hold", '<testsuite tests="1" failures="1"><testcase name="a"/></testsuite>', "says that 1 tests failed and holds none that did"],
    ["a count that is no number", '<testsuite tests="many"><testcase name="a"/></testsuite>', "says that it ran Infinity tests and holds 1"],
    ["a tag that is not closed", "<testsuite><testcase></testsuite>", "is not well-formed XML"],
    ["another document", "<html></html>", "is no JUnit report: it holds no test suite"],
    ["a hundred levels", `<testsuite>${"<a>".repeat(100)}${"</a>".repeat(100)}</testsuite>`, "nests deeper than 64 levels or is not readable XML"],
  ])("refuses %s by name", (_, xml, text) => {
    expect(reason("junit", xml)).toBe(text);
  });
});

describe("SARIF", () => {
  const rule = (score: string) => put(put(sarif("note"), ["runs", 0, "tool", "driver", "rules"], [{ id: "r1", properties: { "security-severity": score } }]), ["runs", 0, "results", 0, "level"], undefined);
  const counts = (content: unknown): string => {
    const answer = read("sarif", content);
    if (answer.kind !== "present" || answer.value.kind !== "findings") return JSON.stringify(answer);
    const { critical, high, medium, low } = answer.value;
    return [critical, high, medium, low].join(" ");
  };
  it.each([
    ["levels", sarif("error", "warning", "note", "none"), "1 0 1 1"],
    ["a result without a level as a warning", put(sarif("error"), ["runs", 0, "results", 0, "level"], undefined), "0 0 1 0"],
    ["a score of 9.0 as critical", rule("9.0"), "1 0 0 0"],
    ["a score of 8.9 as high", rule("8.9"), "0 1 0 0"],
    ["a score of 6.9 as medium", rule("6.9"), "0 0 1 0"],
    ["a score of 3.9 as low", rule("3.9"), "0 0 0 1"],
    ["a score out of range as critical", rule("11"), "1 0 0 0"],
    ["a result that passed as nothing", put(sarif("error"), ["runs", 0, "results", 0, "kind"], "pass"), "0 0 0 0"],
    ["a suppressed result all the same", put(sarif("error"), ["runs", 0, "results", 0, "suppressions"], [{ kind: "inSource" }]), "1 0 0 0"],
  ])("counts %s", (_, content, expected) => {
    expect(counts(content)).toBe(expected);
  });

  it.each([
    ["a tool that did not finish", put(sarif(), ["runs", 0, "invocations", 0, "executionSuccessful"], false), "says that scanner did not run to its end"],
    ["no run", put(sarif(), ["runs"], []), "runs: Too small: expected array to have >=1 items"],
    ["another version", put(sarif(), ["version"], "2.0.0"), 'version: Invalid input: expected "2.1.0"'],
    ["a score that is no number", rule("high"), "runs.0.tool.driver.rules.0.properties.security-severity: Invalid input: expected number, received NaN"],
  ])("refuses %s", (_, content, text) => {
    expect(reason("sarif", content)).toBe(text);
  });
});

describe("audits", () => {
  const npm = put(put(npmAudit(), ["vulnerabilities"], { lodash: { severity: "critical" }, ms: { severity: "info" } }), ["metadata", "vulnerabilities"], { info: 1, low: 0, moderate: 0, high: 0, critical: 1, total: 2 });
  it.each([
    ["npm", "npm-audit", npm, { critical: 1, high: 0, medium: 0, low: 1, tool: "npm audit" }],
    ["cargo, which knows no severity, as critical", "cargo-audit", put(cargo, ["vulnerabilities"], { found: true, count: 1, list: [{ advisory: { id: "RUSTSEC-2024-0001" } }] }), { critical: 1, high: 0, medium: 0, low: 0, tool: "cargo audit" }],
    ["cargo's warnings as low", "cargo-audit", put(cargo, ["warnings"], { unmaintained: [{}, {}] }), { critical: 0, high: 0, medium: 0, low: 2, tool: "cargo audit" }],
    ["pip, which knows no severity, as critical", "pip-audit", put(pip, ["dependencies", 0, "vulns"], [{ id: "PYSEC-1" }, { id: "PYSEC-2" }]), { critical: 2, high: 0, medium: 0, low: 0, tool: "pip-audit" }],
  ] as const)("counts findings of %s", (_, format, content, counts) => {
    expect(read(format, content)).toEqual({ kind: "present", value: { kind: "findings", ...counts } });
  });

  it.each([
    ["npm whose summary hides a finding", "npm-audit", put(npm, ["metadata", "vulnerabilities", "critical"], 0), "says 0 critical vulnerabilities and lists 1"],
    ["npm of another version", "npm-audit", put(npm, ["auditReportVersion"], 1), "auditReportVersion: Invalid input: expected 2"],
    ["cargo whose summary hides a finding", "cargo-audit", put(cargo, ["vulnerabilities", "list"], [{ advisory: { id: "R" } }]), "says 0 vulnerabilities and lists 1"],
    ["cargo with an empty database", "cargo-audit", put(cargo, ["database", "advisory-count"], 0), "database.advisory-count: Too small: expected number to be >0"],
    ["pip that skipped a dependency", "pip-audit", put(pip, ["dependencies", 0], { name: "private", skip_reason: "not on PyPI" }), 'did not audit "private" (not on PyPI)'],
    ["pip that saw no dependency", "pip-audit", put(pip, ["dependencies"], []), "dependencies: lists no dependency"],
  ] as const)("refuse %s", (_, format, content, text) => {
    expect(reason(format, content)).toBe(text);
  });
});

describe("measurements", () => {
  const legacy = { metrics: { http_reqs: { count: 100, rate: 10 }, http_req_failed: { passes: 5, fails: 95, value: 0.05 }, http_req_duration: { avg: 40, med: 30, "p(95)": 90, thresholds: { "p(95)<50": true, "p(95)<100": false } } } };
  it("of k6 are read in both of its forms", () => {
    expect(read("k6", k6Summary())).toEqual({ kind: "present", value: { kind: "load", requests: 12_000, requestsPerSecond: 200, failedPercent: 0.1, meanSeconds: 0.06, p50Seconds: 0.05, p90Seconds: 0.12, p95Seconds: 0.18, missedThresholds: [] } });
    expect(read("k6", legacy)).toEqual({ kind: "present", value: { kind: "load", requests: 100, requestsPerSecond: 10, failedPercent: 5, meanSeconds: 0.04, p50Seconds: 0.03, p95Seconds: 0.09, missedThresholds: ["http_req_duration p(95)<50"] } });
  });

  it("of Lighthouse are read in seconds", () => {
    expect(read("lighthouse", lighthouse())).toEqual({ kind: "present", value: { kind: "vitals", page: "https://shop.example.com/", firstContentfulPaintSeconds: 0.9, largestContentfulPaintSeconds: 2.1, cumulativeLayoutShift: 0.02 } });
  });

  it("of Prometheus are read with what is no number as such", () => {
    const answer = put(prometheusRange(0, 180, () => 1), ["data", "result", 0, "values"], [[0, "1"], [60, "NaN"], [120, "+Inf"], [180, "1e3"], [240, "0x10"], [300, ""]]);
    expect(read("prometheus", answer)).toEqual({ kind: "present", value: { kind: "series", samples: [[0, 1], [60, Number.NaN], [120, Number.POSITIVE_INFINITY], [180, 1000], [240, Number.NaN], [300, Number.NaN]] } });
  });

  it.each([
    ["k6 without a request", "k6", put(k6Summary(), ["metrics", "http_reqs", "values", "count"], 0), "sent no request"],
    ["k6 without a failure rate", "k6", put(k6Summary(), ["metrics", "http_req_failed"], {}), "holds no http_req_failed with a rate from 0 to 1"],
    ["k6 with a failure rate above 1", "k6", put(k6Summary(), ["metrics", "http_req_failed", "values", "rate"], 1.1), "holds no http_req_failed with a rate from 0 to 1"],
    ["k6 without durations", "k6", put(k6Summary(), ["metrics", "http_req_duration"], {}), "holds no http_req_duration with avg"],
    ["Lighthouse that could not load the page", "lighthouse", put(lighthouse(), ["runtimeError"], { code: "NO_FCP" }), "says that the page could not be measured (NO_FCP)"],
    ["Lighthouse without a value", "lighthouse", put(lighthouse(), ["audits", "largest-contentful-paint", "numericValue"], undefined), "audits.largest-contentful-paint.numericValue: Invalid input: expected number, received undefined"],
    ["an answer of Prometheus that failed", "prometheus", put(prometheusRange(0, 60, () => 1), ["status"], "error"), 'status: Invalid input: expected "success"'],
    ["an answer with warnings", "prometheus", put(prometheusRange(0, 60, () => 1), ["warnings"], ["partial"]), "warnings: carries warnings: the answer may be partial"],
    ["two series", "prometheus", put(prometheusRange(0, 60, () => 1), ["data", "result"], [{ metric: {}, values: [] }, { metric: {}, values: [] }]), "must hold one series, got 2"],
    ["samples out of order", "prometheus", put(prometheusRange(0, 60, () => 1), ["data", "result", 0, "values"], [[60, "1"], [0, "1"]]), "holds sample 2 out of order"],
    ["a build from no commit", "slsa", put(slsa(artifacts, "x"), ["predicate", "buildDefinition", "resolvedDependencies"], [{ uri: "x" }]), "names no commit that was built"],
    ["a build of nothing", "slsa", put(slsa(artifacts, "x"), ["subject"], []), "subject: Too small: expected array to have >=1 items"],
  ] as const)("are refused: %s", (_, format, content, text) => {
    expect(reason(format, content)).toBe(text);
  });
});
