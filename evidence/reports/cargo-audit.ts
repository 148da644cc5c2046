import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { Findings } from "./measured";

const CargoAudit = z.looseObject({
  database: z.looseObject({ "advisory-count": z.number().int().positive() }),
  lockfile: z.looseObject({ "dependency-count": z.number().int().min(0) }),
  vulnerabilities: z.looseObject({
    found: z.boolean(),
    count: z.number().int().min(0),
    list: z.array(z.looseObject({ advisory: z.looseObject({ id: z.string().min(1) }) })),
  }),
  warnings: z.record(z.string(), z.array(z.unknown())).optional(),
});

/**
 * Reads what `cargo audit --json` prints. It gives no severity, so each vulnerability counts as critical until somebody
 * waives it; warnings, such as for a crate that nobody maintains, count as low.
 */
export function readCargoAudit(bytes: Uint8Array): Parsed<Findings> {
  const report = parseJsonReport(bytes, CargoAudit);
  if (report.kind === "invalid") return report;
  const { vulnerabilities, warnings } = report.value;
  const listed = vulnerabilities.list.length;
  if (vulnerabilities.count !== listed || vulnerabilities.found !== listed > 0) {
    return { kind: "invalid", reason: `says ${vulnerabilities.count} vulnerabilities and lists ${listed}` };
  }
  const low = Object.values(warnings ?? {}).reduce((sum, list) => sum + list.length, 0);
  return {
    kind: "present",
    value: { kind: "findings", tool: "cargo audit", critical: listed, high: 0, medium: 0, low },
  };
}
