import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { Findings } from "./measured";

const count = z.number().int().min(0);
const severity = z.enum(["info", "low", "moderate", "high", "critical"]);
const NpmAudit = z.looseObject({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.looseObject({ severity })),
  metadata: z.looseObject({
    vulnerabilities: z.looseObject({
      info: count,
      low: count,
      moderate: count,
      high: count,
      critical: count,
      total: count,
    }),
  }),
});

/** Reads what `npm audit --json` prints. Its summary must agree with the vulnerabilities that it lists. */
export function readNpmAudit(bytes: Uint8Array): Parsed<Findings> {
  const report = parseJsonReport(bytes, NpmAudit);
  if (report.kind === "invalid") return report;
  const said = report.value.metadata.vulnerabilities;
  const listed = { info: 0, low: 0, moderate: 0, high: 0, critical: 0 };
  for (const one of Object.values(report.value.vulnerabilities)) listed[one.severity]++;
  for (const name of severity.options) {
    if (listed[name] !== said[name]) {
      return { kind: "invalid", reason: `says ${said[name]} ${name} vulnerabilities and lists ${listed[name]}` };
    }
  }
  const { critical, high, moderate, low, info } = listed;
  return {
    kind: "present",
    value: { kind: "findings", tool: "npm audit", critical, high, medium: moderate, low: low + info },
  };
}
