import type { Make } from "./evidence-context";
import { bounds, now, piece, wants } from "./evidence-context";

/** What people sign, by gate. */
export const peopleEvidence = {
  bootstrap: (c) => [
    piece("operations", {
      kind: "bootstrap",
      ...bounds(c).release,
      claim: { stable: c.release.id, reason: "it runs in the lab" },
    }),
  ],
  approvals: (c) =>
    c.plan.approvals
      .filter(({ before }) => wants(before, c.phase))
      .flatMap(({ role, people }) =>
        Array.from({ length: people }, (_, at) =>
          piece(role, { kind: "approval", ...bounds(c).phase, claim: { role } }, at + 1),
        ),
      ),
  "go-no-go": (c) =>
    c.plan.decisions
      .filter(({ before }) => wants(before, c.phase))
      .map(({ what, role }) => piece(role, { kind: "decision", ...bounds(c).phase, claim: { what, outcome: "go" } })),
  "penetration-test": (c) => [
    piece("security", {
      kind: "penetration-test",
      bound: { system: c.plan.system },
      claim: { performedBy: "sample", critical: 0, high: 0, medium: 0, low: 0 },
    }),
  ],
  "migration-review": (c) =>
    c.plan.migrations.map(({ service }) =>
      piece("technical-lead", {
        kind: "migration-review",
        ...bounds(c).artifacts,
        claim: { service, outcome: "approved", author: "somebody@example.org" },
      }),
    ),
  announcement: (c) =>
    c.plan.announcements.map(({ what, channels }) =>
      piece("release-manager", {
        kind: "announcement",
        bound: { system: c.plan.system, release: c.release.id },
        artifacts: c.release.artifacts,
        claim: { what, channels: channels.length > 0 ? channels : ["email"], sentAt: now() },
      }),
    ),
  legal: (c) => [
    piece("legal", {
      kind: "legal",
      bound: { system: c.plan.system, plan: c.release.planHash },
      claim: { confirmed: c.plan.legal },
    }),
  ],
  "human-validation": (c) => [
    piece("product-owner", {
      kind: "human-validation",
      ...bounds(c).release,
      claim: { outcome: "accepted", tried: "the sample application" },
    }),
  ],
  checklist: (c) => [
    piece("release-manager", {
      kind: "checklist",
      ...bounds(c).release,
      claim: { done: ["everything in the lab"], open: [] },
    }),
  ],
} satisfies Readonly<Record<string, Make>>;
