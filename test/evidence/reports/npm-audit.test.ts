import { describe, expect, it } from "vitest";
import { npmAudit } from "../../support/evidence/reports";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const listed = { a: "info", b: "low", c: "low", d: "moderate", e: "high", f: "high", g: "critical" };
const said = { info: 1, low: 2, moderate: 1, high: 2, critical: 1, total: 7 };
const vulnerabilities = Object.fromEntries(Object.entries(listed).map(([name, severity]) => [name, { severity }]));
const whole = putAt(putAt(npmAudit(), "vulnerabilities", vulnerabilities), "metadata.vulnerabilities", said);

describe("npm audit", () => {
  it("gives the findings of each severity, with what is merely said as low", () => {
    expect(readAs("npm-audit", whole)).toEqual({
      kind: "present",
      value: { kind: "findings", tool: "npm audit", critical: 1, high: 2, medium: 1, low: 3 },
    });
  });

  it.each(["info", "low", "moderate", "high", "critical"] as const)(
    "is refused when its summary miscounts %s",
    (severity) => {
      const more = putAt(whole, `metadata.vulnerabilities.${severity}`, 9);
      expect(refusal("npm-audit", more)).toBe(`says 9 ${severity} vulnerabilities and lists ${said[severity]}`);
    },
  );

  it.each([
    ["auditReportVersion", undefined],
    ["vulnerabilities", undefined],
    ["vulnerabilities.a", {}],
    ["vulnerabilities.a.severity", "awful"],
    ["metadata", {}],
    ["metadata.vulnerabilities", {}],
    ["metadata.vulnerabilities.total", undefined],
    ["metadata.vulnerabilities.high", -1],
    ["metadata.vulnerabilities.high", 1.5],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(refusal("npm-audit", putAt(whole, path, value))).toMatch(
      new RegExp(`^${path.replaceAll(".", "\\.")}[^ ]*: `),
    );
  });
});
