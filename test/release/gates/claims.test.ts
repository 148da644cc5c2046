import { afterEach, describe, expect, it } from "vitest";
import type { ToSign } from "../../../evidence/sign-evidence";
import type { GateCase } from "../../support/evidence/gate-case";
import { changed } from "../../support/evidence/gate-pieces";

let one: GateCase | undefined;
afterEach(() => one?.clean());

/** What a gate says when what was claimed differs. */
async function withClaim(gate: string, name: string, claim: object): Promise<string> {
  one = await changed(name, (piece) => [
    { ...piece, sign: { ...piece.sign, claim: { ...piece.sign.claim, ...claim } } as ToSign },
  ]);
  const { status, reason } = one.judge(gate);
  return `${status}: ${reason.replace(/ \("evidence\/[^"]+"\)/g, "")}`;
}

describe("a claim that does not suffice", () => {
  it.each([
    ["staging that is red", "staging-green", "staging", { outcome: "red" }, "is red"],
    ["staging that did not hold", "staging-green", "staging", { limitsHeld: false }, "did not hold its limits"],
    [
      "staging a second too short",
      "staging-green",
      "staging",
      { soakedSeconds: 14_399 },
      "must soak for 4 hours, got 3 hours 59 minutes",
    ],
    ["staging with too few requests", "staging-green", "staging", { requests: 99 }, "must answer 100 requests, got 99"],
    [
      "staging with an open checklist",
      "staging-green",
      "staging",
      { checklistPercent: 99 },
      "100 % of its checklist must be done, got 99 %",
    ],
    [
      "a comparison beyond the margin upwards",
      "staging-comparison",
      "staging-comparison",
      { metrics: [{ metric: "mean response time", candidate: 0.05501, baseline: 0.05 }] },
      "must be within 10 % of 0.05, got 0.05501",
    ],
    [
      "a comparison beyond the margin downwards",
      "staging-comparison",
      "staging-comparison",
      { metrics: [{ metric: "mean response time", candidate: 0.0449, baseline: 0.05 }] },
      "must be within 10 % of 0.05, got 0.0449",
    ],
    [
      "a comparison of something else",
      "staging-comparison",
      "staging-comparison",
      { metrics: [{ metric: "CPU", candidate: 1, baseline: 1 }] },
      "does not compare mean response time",
    ],
    ["an open incident", "issues", "issues", { openIncidents: 1 }, "no incident may be open, got 1"],
    ["an issue that blocks", "issues", "issues", { blocking: 2 }, "no issue may block, got 2"],
    [
      "an issue over the limit of the plan",
      "issues",
      "issues",
      { counts: { "critical issues": 1 } },
      "critical issues must be at most 0, got 1",
    ],
    ["a backup that was not verified", "backup", "backup", { verified: false }, "was not verified"],
    ["a backup that is not encrypted", "backup", "backup", { encrypted: false }, "is not encrypted"],
    ["an empty backup", "backup", "backup", { bytes: 0 }, "is empty"],
    [
      "a backup a second too old",
      "backup",
      "backup",
      { takenAt: "2026-11-20T09:59:59Z" },
      "was taken 1 day 1 second ago, must be at most 1 day ago",
    ],
    [
      "a backup from after its signature",
      "backup",
      "backup",
      { takenAt: "2026-11-21T09:30:01Z" },
      "after it was signed",
    ],
    ["a restore that missed", "restore-drill", "restore-drill", { outcome: "missed" }, "missed its objectives"],
    [
      "a restore that took too long",
      "restore-drill",
      "restore-drill",
      { tookSeconds: 3601 },
      "must take at most 1 hour, got 1 hour 1 second",
    ],
    [
      "a restore that lost too much",
      "restore-drill",
      "restore-drill",
      { lostSeconds: 86_401 },
      "may lose at most 1 day of data",
    ],
    [
      "a restore drill of last summer",
      "restore-drill",
      "restore-drill",
      { performedAt: "2026-07-01T00:00:00Z" },
      "must be at most 90 days ago",
    ],
    [
      "a drill from the future",
      "rollback-drill",
      "rollback-drill",
      { performedAt: "2026-11-21T10:00:01Z" },
      "is from the future",
    ],
    [
      "a rollback that took too long",
      "rollback-drill",
      "rollback-drill",
      { tookSeconds: 301 },
      "must take at most 5 minutes, got 5 minutes 1 second",
    ],
    [
      "a rollback drill of last week",
      "rollback-drill",
      "rollback-drill",
      { performedAt: "2026-11-14T09:59:59Z" },
      "must be at most 7 days ago",
    ],
    ["a failover that missed", "failover-drill", "failover-drill", { outcome: "missed" }, "missed its objective"],
    ["a migration that failed", "migration", "migration", { outcome: "failed" }, "failed"],
    ["a migration that broke data", "migration", "migration", { dataWhole: false }, "did not leave the data whole"],
    ["a review that rejects", "migration-review", "migration-review", { outcome: "rejected" }, "is a rejection"],
    [
      "a review by the author",
      "migration-review",
      "migration-review",
      { author: "tom" },
      "is signed by its author tom",
    ],
    [
      "a variable that is not there",
      "configuration",
      "configuration",
      { variables: [] },
      "misses the environment variable MODE",
    ],
    ["a secret that is not there", "configuration", "configuration", { secrets: [] }, "misses the secret DATABASE_URL"],
    [
      "a host without a certificate",
      "certificates",
      "certificates",
      { hosts: [{ host: "x", until: "2027-02-01T00:00:00Z" }] },
      'names no certificate for "shop.example.com"',
    ],
    [
      "a certificate that expired",
      "certificates",
      "certificates",
      { hosts: [{ host: "shop.example.com", until: "2026-11-21T10:00:00Z" }] },
      "expired at",
    ],
    [
      "a certificate with less than two weeks left",
      "certificates",
      "certificates",
      { hosts: [{ host: "shop.example.com", until: "2026-12-05T09:59:59Z" }] },
      "must be valid for 14 days more",
    ],
    ["an announcement on no channel", "announcement", "announcement", { channels: [] }, "was not sent on email"],
    [
      "a document that is missing",
      "documentation",
      "documentation",
      { documents: [{ name: "runbook", sha256: "1".repeat(64) }] },
      "misses user guide",
    ],
    ["a rejection by a person", "human-validation", "human-validation", { outcome: "rejected" }, "is a rejection"],
    ["a checklist with something open", "checklist", "checklist", { open: ["DNS"] }, "is open in DNS"],
    ["a checklist of nothing", "checklist", "checklist", { done: [] }, "names nothing that was done"],
    [
      "a stable version that is another",
      "bootstrap",
      "bootstrap",
      { stable: "release-1" },
      'names "release-1" as stable, must name "release-2"',
    ],
  ])("%s fails its gate", async (_, gate, name, claim, reason) => {
    const said = await withClaim(gate, name, claim);
    expect(said).toMatch(/^fail: /);
    expect(said).toContain(reason);
  });

  it("a legal item that nobody confirmed is named", async () => {
    expect(await withClaim("legal", "legal", { confirmed: ["GDPR"] })).toBe(
      'unknown: legal item "privacy policy": is absent',
    );
  });
});
