import type { ToSign } from "../../../evidence/sign-evidence";
import { canarySince, issuedAt, now, type Piece, type shopRelease } from "./pieces";
import { prometheusRange } from "./reports";

/** How the pieces of a case are made. */
export interface Making {
  readonly release: ReturnType<typeof shopRelease>;
  readonly make: (name: string, by: string, sign: Omit<ToSign, "issued">) => Piece;
  readonly report: (
    path: string,
    format: NonNullable<ToSign["report"]>["format"],
    content: unknown,
  ) => NonNullable<ToSign["report"]>;
}

/** Evidence about the stack itself, and about how the candidate did on it. */
export function stackPieces({ release, make, report }: Making): readonly Piece[] {
  const { artifacts } = release;
  const system = "shop";
  const stack = "production";
  const seconds = (at: string): number => Date.parse(at) / 1000;
  const series = (value: (at: number) => number) => prometheusRange(seconds(canarySince), seconds(now) - 60, value);
  const day = { performedAt: "2026-11-20T10:00:00Z" };
  return [
    make("backup", "drill", {
      kind: "backup",
      bound: { system, stack },
      claim: {
        store: "orders",
        takenAt: "2026-11-21T02:00:00Z",
        location: "vault/orders",
        bytes: 12,
        verified: true,
        encrypted: true,
      },
    }),
    make("restore-drill", "drill", {
      kind: "restore-drill",
      bound: { system, stack },
      claim: { store: "orders", outcome: "met", tookSeconds: 900, lostSeconds: 60, ...day },
    }),
    make("failover-drill", "drill", {
      kind: "failover-drill",
      bound: { system, stack },
      claim: { outcome: "met", tookSeconds: 200, ...day },
    }),
    make("rollback-drill", "drill", {
      kind: "rollback-drill",
      bound: { system, stack },
      claim: { outcome: "met", tookSeconds: 3, ...day },
    }),
    make("migration", "build", {
      kind: "migration",
      bound: { system, stack: "staging" },
      artifacts,
      claim: { service: "api", outcome: "done", dataWhole: true },
    }),
    make("migration-review", "tom", {
      kind: "migration-review",
      bound: { system },
      artifacts,
      claim: { service: "api", outcome: "approved", author: "ada" },
    }),
    make("configuration", "build", {
      kind: "configuration",
      bound: { system, stack },
      claim: { variables: ["MODE"], secrets: ["DATABASE_URL"] },
    }),
    make("certificates", "build", {
      kind: "certificates",
      bound: { system, stack },
      claim: { hosts: [{ host: "shop.example.com", until: "2027-02-01T00:00:00Z" }] },
    }),
    make("soak-errors", "build", {
      kind: "soak",
      bound: { system, stack, phase: "canary", release: release.id },
      artifacts,
      claim: { metric: "error rate", from: canarySince, to: issuedAt },
      report: report(
        "errors.json",
        "prometheus",
        series(() => 0.1),
      ),
    }),
    make("soak-requests", "build", {
      kind: "soak",
      bound: { system, stack, phase: "canary", release: release.id },
      artifacts,
      claim: { metric: "requests", from: canarySince, to: issuedAt },
      report: report(
        "requests.json",
        "prometheus",
        series((at) => at - seconds(canarySince)),
      ),
    }),
  ];
}
