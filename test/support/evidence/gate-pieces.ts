import { GateCase } from "./gate-case";
import type { Piece } from "./pieces";

/** The piece without which each gate cannot pass. A gate that needs none has no row. */
export const needs: Readonly<Record<string, string>> = {
  "staging-green": "staging",
  approvals: "approval-security",
  "go-no-go": "decision",
  "code-review": "code-review",
  provenance: "provenance",
  tests: "tests-tools",
  "code-quality": "code-quality",
  "static-scan": "static-scan",
  "dependency-scan": "dependency-scan",
  "image-scan": "image-scan-api",
  "penetration-test": "penetration-test",
  "load-test": "load-test",
  "stress-test": "stress-test",
  "web-vitals": "web-vitals",
  "smoke-test": "smoke-test",
  "staging-comparison": "staging-comparison",
  issues: "issues",
  backup: "backup",
  "restore-drill": "restore-drill",
  "failover-drill": "failover-drill",
  "rollback-drill": "rollback-drill",
  migration: "migration",
  "migration-review": "migration-review",
  configuration: "configuration",
  certificates: "certificates",
  announcement: "announcement",
  documentation: "documentation",
  legal: "legal",
  "human-validation": "human-validation",
  checklist: "checklist",
  bootstrap: "bootstrap",
  soak: "soak-errors",
};

/** Pieces that a gate reads beside those whose names start as the gate's own piece does. */
const beside = ["provenance", "issues", "staging-comparison"];
/** The name that all pieces of a kind start with. */
export const group = (name: string): string => name.replace(/-(?:security|api|web|tools|end|errors|requests)$/, "");

/** A case in which one piece differs. It is made anew, so that the journal knows only the changed piece. */
export const changed = (name: string, change: (piece: Piece, root: string) => readonly Piece[]): Promise<GateCase> =>
  GateCase.make({
    pieces: (pieces, root) =>
      pieces
        .filter((piece) => beside.includes(piece.name) || piece.name.startsWith(group(name)))
        .flatMap((piece) => (piece.name === name ? change(piece, root) : [piece])),
  });
