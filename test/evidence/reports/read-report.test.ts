import { describe, expect, it } from "vitest";
import { reportBytes, reportReaders } from "../../../evidence/reports/read-report";
import { ReportFormat } from "../../../evidence/reports/report-format";
import {
  junitXml,
  k6Summary,
  lighthouse,
  npmAudit,
  prometheusRange,
  sarif,
  slsa,
} from "../../support/evidence/reports";
import { put, readAs as read, refusal as reason } from "../../support/evidence/read-as";

const bytes = (content: unknown): Buffer =>
  Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
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

  it.each(
    ReportFormat.options.flatMap(
      (format) =>
        [
          [format, "nothing", Buffer.alloc(0)],
          [format, "half a report", bytes(valid[format]).subarray(0, bytes(valid[format]).length / 2)],
          [format, "bytes that are no UTF-8", Buffer.concat([bytes(valid[format]), Buffer.from([0xff])])],
          [format, "UTF-16", Buffer.from(bytes(valid[format]).toString(), "utf16le")],
          [format, "a list", Buffer.from("[]")],
          [format, "null", Buffer.from("null")],
        ] as const,
    ),
  )("of %s refuses %s", (format, _, content) => {
    const answer = reportReaders[format](content);
    expect(answer.kind).toBe("invalid");
    expect(answer.kind === "invalid" ? answer.reason : "").toMatch(/^\S[^\n]{3,200}$/);
  });

  it.each(ReportFormat.options.filter((format) => format !== "junit"))(
    "of %s refuses a property that stands twice",
    (format) => {
      const text = bytes(valid[format]).toString();
      const [, first = ""] = /^\{"([^"]+)"/.exec(text) ?? [];
      expect(reason(format, text.replace("{", `{"${first}":1,`))).toBe(`has the property "${first}" twice`);
    },
  );
});

it("a report may have 16 MiB", () => {
  expect(reportBytes).toBe(16_777_216);
});

describe("audits", () => {
  const npm = put(
    put(npmAudit(), ["vulnerabilities"], { lodash: { severity: "critical" }, ms: { severity: "info" } }),
    ["metadata", "vulnerabilities"],
    { info: 1, low: 0, moderate: 0, high: 0, critical: 1, total: 2 },
  );
  it.each([
    ["npm", "npm-audit", npm, { critical: 1, high: 0, medium: 0, low: 1, tool: "npm audit" }],
    [
      "cargo, which knows no severity, as critical",
      "cargo-audit",
      put(cargo, ["vulnerabilities"], { found: true, count: 1, list: [{ advisory: { id: "RUSTSEC-2024-0001" } }] }),
      { critical: 1, high: 0, medium: 0, low: 0, tool: "cargo audit" },
    ],
    [
      "cargo's warnings as low",
      "cargo-audit",
      put(cargo, ["warnings"], { unmaintained: [{}, {}] }),
      { critical: 0, high: 0, medium: 0, low: 2, tool: "cargo audit" },
    ],
    [
      "pip, which knows no severity, as critical",
      "pip-audit",
      put(pip, ["dependencies", 0, "vulns"], [{ id: "PYSEC-1" }, { id: "PYSEC-2" }]),
      { critical: 2, high: 0, medium: 0, low: 0, tool: "pip-audit" },
    ],
  ] as const)("counts findings of %s", (_, format, content, counts) => {
    expect(read(format, content)).toEqual({ kind: "present", value: { kind: "findings", ...counts } });
  });

  it.each([
    [
      "npm whose summary hides a finding",
      "npm-audit",
      put(npm, ["metadata", "vulnerabilities", "critical"], 0),
      "says 0 critical vulnerabilities and lists 1",
    ],
    [
      "npm of another version",
      "npm-audit",
      put(npm, ["auditReportVersion"], 1),
      "auditReportVersion: Invalid input: expected 2",
    ],
    [
      "cargo whose summary hides a finding",
      "cargo-audit",
      put(cargo, ["vulnerabilities", "list"], [{ advisory: { id: "R" } }]),
      "says 0 vulnerabilities and lists 1",
    ],
    [
      "cargo with an empty database",
      "cargo-audit",
      put(cargo, ["database", "advisory-count"], 0),
      "database.advisory-count: Too small: expected number to be >0",
    ],
    [
      "pip that skipped a dependency",
      "pip-audit",
      put(pip, ["dependencies", 0], { name: "private", skip_reason: "not on PyPI" }),
      'did not audit "private" (not on PyPI)',
    ],
    ["pip that saw no dependency", "pip-audit", put(pip, ["dependencies"], []), "dependencies: lists no dependency"],
  ] as const)("refuse %s", (_, format, content, text) => {
    expect(reason(format, content)).toBe(text);
  });
});
