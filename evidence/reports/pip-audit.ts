import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { Findings } from "./measured";

const PipAudit = z.looseObject({
  dependencies: z
    .array(
      z.looseObject({
        name: z.string().min(1),
        skip_reason: z.string().optional(),
        vulns: z.array(z.looseObject({ id: z.string().min(1) })).optional(),
      }),
    )
    .min(1, "lists no dependency"),
});

/**
 * Reads what `pip-audit -f json` prints. It gives no severity, so each vulnerability counts as critical until somebody
 * waives it. A dependency that was skipped was not audited: only the editable project itself may be.
 */
export function readPipAudit(bytes: Uint8Array): Parsed<Findings> {
  const report = parseJsonReport(bytes, PipAudit);
  if (report.kind === "invalid") return report;
  const { dependencies } = report.value;
  const skipped = dependencies.find(
    ({ skip_reason: reason, vulns }) =>
      vulns === undefined && !(reason ?? "").startsWith("distribution marked as editable"),
  );
  if (skipped !== undefined) {
    return { kind: "invalid", reason: `did not audit "${skipped.name}" (${skipped.skip_reason ?? "no reason given"})` };
  }
  const critical = dependencies.reduce((sum, { vulns }) => sum + (vulns?.length ?? 0), 0);
  return { kind: "present", value: { kind: "findings", tool: "pip-audit", critical, high: 0, medium: 0, low: 0 } };
}
