/** How bad a finding is. */
export type Severity = "critical" | "high" | "medium" | "low";

/** The qualitative rating of a CVSS score, as section 5 of the CVSS 3.1 specification names it; 0 is no finding. */
export function severityOf(score: number): Severity | undefined {
  // What is no score is as bad as the worst one.
  if (!(score >= 0 && score < 9)) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return score > 0 ? "low" : undefined;
}

/** Counts severities. */
export function countSeverities(severities: Iterable<Severity | undefined>): Record<Severity, number> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const severity of severities) if (severity !== undefined) counts[severity]++;
  return counts;
}
