import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { EvidenceKind } from "../../evidence/evidence-kind";
import type { Read } from "../../evidence/read";
import { readReport } from "../../evidence/report";
import type { Report } from "../../evidence/statement";
import { junitXml } from "../support/evidence/reports";

const xml = Buffer.from(junitXml(45));
const sha256 = createHash("sha256").update(xml).digest("hex");
const report: Report = { path: "reports/tools.xml", format: "junit", sha256 };
const bytes = (value: Buffer) => (): Read<Buffer> => ({ kind: "present", value });
const reason = (kind: EvidenceKind, one: Report | undefined, read = bytes(xml)): string => {
  const measured = readReport(kind, one, read);
  return measured.kind === "invalid" ? measured.reason : measured.kind;
};

describe("a report", () => {
  it("is read from its bytes, by its path, up to 16 MiB", () => {
    const asked: unknown[] = [];
    const read = (path: string, maximumBytes: number): Read<Buffer> => {
      asked.push([path, maximumBytes]);
      return { kind: "present", value: xml };
    };
    expect(readReport("tests", report, read)).toEqual({
      kind: "present",
      value: { kind: "tests", total: 45, passed: 45, failed: 0, skipped: 0 },
    });
    expect(asked).toEqual([["reports/tools.xml", 16_777_216]]);
  });

  it("is absent for a kind that rests on none", () => {
    expect(readReport("approval", undefined, bytes(xml))).toEqual({ kind: "absent" });
  });

  it.each<readonly [string, EvidenceKind, Report | undefined, string]>([
    ["that a kind needs", "tests", undefined, "must carry a report in junit, got none"],
    [
      "that a kind needs in one of several formats",
      "dependency-scan",
      undefined,
      "must carry a report in npm-audit or cargo-audit or pip-audit or sarif, got none",
    ],
    ["that a kind may not have", "approval", report, "must carry no report, got junit"],
    ["in another format", "static-scan", report, "must carry a report in sarif, got junit"],
    [
      "in none of several formats",
      "dependency-scan",
      report,
      "must carry a report in npm-audit or cargo-audit or pip-audit or sarif, got junit",
    ],
    [
      "that was changed",
      "tests",
      { ...report, sha256: "0".repeat(64) },
      'report "reports/tools.xml": is not the report that was signed, its digest differs',
    ],
  ])("is refused: one %s", (_, kind, one, text) => {
    expect(reason(kind, one)).toBe(text);
  });

  it.each<readonly [string, Read<Buffer>, string]>([
    ["is not there", { kind: "absent" }, "is absent"],
    ["cannot be read", { kind: "invalid", reason: "is a link" }, "is a link"],
  ])("is refused when its file %s", (_, file, text) => {
    expect(reason("tests", report, () => file)).toBe(`report "reports/tools.xml": ${text}`);
  });

  it("is refused when it says nothing that can be read", () => {
    const broken = Buffer.from("<testsuite>");
    const signed = { ...report, sha256: createHash("sha256").update(broken).digest("hex") };
    expect(reason("tests", signed, bytes(broken))).toBe('report "reports/tools.xml": is not well-formed XML');
  });
});
