import { z } from "zod";

/** The raw reports of other tools that can be read. */
export const ReportFormat = z.enum([
  "junit",
  "sarif",
  "npm-audit",
  "cargo-audit",
  "pip-audit",
  "k6",
  "lighthouse",
  "prometheus",
  "slsa",
]);
/** The name of a report format. */
export type ReportFormat = z.infer<typeof ReportFormat>;
