import { z } from "zod";

/** Every kind of evidence. The vocabulary is closed: what is not here is refused, never passed over. */
export const evidenceKinds = [
  "approval",
  "decision",
  "human-validation",
  "legal",
  "checklist",
  "migration-review",
  "rollback-cause",
  "hold-lift",
  "waiver",
  "withdrawal",
  "bootstrap",
  "sign-off",
  "trust-change",
  "provenance",
  "code-review",
  "staging",
  "tests",
  "code-quality",
  "static-scan",
  "dependency-scan",
  "image-scan",
  "penetration-test",
  "load-test",
  "stress-test",
  "web-vitals",
  "smoke-test",
  "soak",
  "staging-comparison",
  "issues",
  "backup",
  "restore-drill",
  "failover-drill",
  "rollback-drill",
  "migration",
  "configuration",
  "certificates",
  "announcement",
  "documentation",
] as const;

/** Reads the name of a kind of evidence. */
export const EvidenceKind = z.enum(evidenceKinds);
/** The name of a kind of evidence. */
export type EvidenceKind = z.infer<typeof EvidenceKind>;
