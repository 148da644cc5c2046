import type { EvidenceKind } from "./evidence-kind";
import type { ReportFormat } from "./reports/report-format";

/** A field that evidence must carry, and that must equal what is asked. */
export type BoundField = "system" | "stack" | "phase" | "plan" | "release" | "artifacts" | "source";

/** Who may sign a kind: people in a role, or a machine of a sort. Which person or machine is which says the trust. */
export type SignerRole =
  | { readonly kind: "person"; readonly role: string }
  | { readonly kind: "machine"; readonly role: "ci" | "scanner" | "drill-runner" };

/** What holds for one kind of evidence. */
export interface EvidenceRow {
  /** What the evidence is about, in one phrase. */
  readonly subject: string;
  /** The fields that tie it to that subject. */
  readonly bound: readonly BoundField[];
  /** How old it may be, counted from when it was issued; a plan can only shorten it. */
  readonly maximumAgeSeconds: number;
  /** Who may sign it. A role that its claim names is written as `named in the claim`. */
  readonly signers: readonly SignerRole[];
  /** The raw reports it may carry; when there are any, one is required and is read again by every judge. */
  readonly reports: readonly ReportFormat[];
}

const hour = 3600;
const day = 24 * hour;
const person = (...roles: readonly string[]): readonly SignerRole[] => roles.map((role) => ({ kind: "person", role }));
const ci: SignerRole = { kind: "machine", role: "ci" };
const scanner: SignerRole = { kind: "machine", role: "scanner" };
const drillRunner: SignerRole = { kind: "machine", role: "drill-runner" };

/** The roles that answer for a release as a whole, as the plans of different systems call them. */
const leads = ["release-manager", "technical-lead", "team-lead", "operations", "devops"] as const;

/** Stands for the role that the claim itself names, as an approval does. */
export const namedRole = "named in the claim";

const thisPhase: readonly BoundField[] = ["system", "stack", "phase", "plan", "release"];
const thisRelease: readonly BoundField[] = ["system", "stack", "plan", "release"];
const theseArtifacts: readonly BoundField[] = ["system", "artifacts"];
const thisBuild: readonly BoundField[] = ["system", "artifacts", "source"];
const thisStack: readonly BoundField[] = ["system", "stack"];

const row = (
  subject: string,
  bound: readonly BoundField[],
  maximumAgeSeconds: number,
  signers: readonly SignerRole[],
  ...reports: readonly ReportFormat[]
): EvidenceRow => ({ subject, bound, maximumAgeSeconds, signers, reports });

/** The one table of what counts as evidence. `docs/reference/evidence.md` is printed from it. */
export const evidenceRows: Readonly<Record<EvidenceKind, EvidenceRow>> = {
  approval: row("a release entering a phase", thisPhase, 7 * day, person(namedRole)),
  decision: row("a release entering a phase", thisPhase, 7 * day, person(namedRole)),
  "human-validation": row(
    "a release as a person tried it",
    thisRelease,
    7 * day,
    person("product-owner", "business", "stakeholder", "qa"),
  ),
  legal: row("the legal items of a system", ["system", "plan"], 365 * day, person("legal", "compliance")),
  checklist: row("the checklist of a release", thisRelease, 30 * day, person(...leads, "qa")),
  "migration-review": row(
    "the migrations of the artifacts",
    theseArtifacts,
    30 * day,
    person("technical-lead", "team-lead", "backend", "database"),
  ),
  "rollback-cause": row("the release that mends a rolled-back one", thisBuild, 30 * day, person(...leads)),
  "hold-lift": row("one hold", thisStack, day, person(...leads)),
  waiver: row("one gate of one phase for one release", thisPhase, 7 * day, person(namedRole)),
  withdrawal: row("one piece of evidence", ["system"], Number.POSITIVE_INFINITY, person(namedRole)),
  bootstrap: row("the stable version that already runs", thisRelease, day, person(...leads)),
  "sign-off": row("a completed release", thisRelease, 30 * day, person(namedRole)),
  "trust-change": row("one change of the trust", ["system"], 30 * day, person(namedRole)),
  provenance: row("the artifacts and their source", thisBuild, 30 * day, [ci], "slsa"),
  "code-review": row("the source of the artifacts", thisBuild, 30 * day, [ci]),
  staging: row("the artifacts on the staging stack", [...theseArtifacts, "plan", "stack"], 7 * day, [ci]),
  tests: row("one test suite over the artifacts", thisBuild, 7 * day, [ci], "junit"),
  "code-quality": row("the source of the artifacts", thisBuild, 7 * day, [ci], "sarif"),
  "static-scan": row("the source of the artifacts", thisBuild, 7 * day, [scanner, ci], "sarif"),
  "dependency-scan": row(
    "the dependencies of the artifacts",
    thisBuild,
    3 * day,
    [scanner, ci],
    "npm-audit",
    "cargo-audit",
    "pip-audit",
    "sarif",
  ),
  "image-scan": row("the image of one service", theseArtifacts, 3 * day, [scanner], "sarif"),
  "penetration-test": row("a system on a stack", ["system"], 365 * day, person("security")),
  "load-test": row("the artifacts under load", theseArtifacts, 30 * day, [ci], "k6"),
  "stress-test": row("the artifacts under stress", theseArtifacts, 90 * day, [ci], "k6"),
  "web-vitals": row("one page served by the artifacts", theseArtifacts, 7 * day, [ci], "lighthouse"),
  "smoke-test": row("the candidate on the stack", [...theseArtifacts, "stack"], day, [ci], "junit"),
  soak: row(
    "one metric of the candidate in a phase",
    ["system", "stack", "phase", "release"],
    hour,
    [ci],
    "prometheus",
  ),
  "staging-comparison": row("the candidate against its baseline", [...theseArtifacts, "stack"], day, [ci]),
  issues: row("what users and incidents say of a stack", ["system", "stack", "release"], 4 * hour, [
    ...person(...leads, "support", "qa"),
    ci,
  ]),
  backup: row("one store of a stack", thisStack, day, [drillRunner, ci]),
  "restore-drill": row("one store of a stack", thisStack, 90 * day, [drillRunner]),
  "failover-drill": row("a stack", thisStack, 180 * day, [drillRunner]),
  "rollback-drill": row("a stack", thisStack, 30 * day, [drillRunner]),
  migration: row("the migrations of a service on the staging stack", [...theseArtifacts, "stack"], 7 * day, [ci]),
  configuration: row("the settings of a stack", thisStack, day, [ci]),
  certificates: row("the certificates of a stack", thisStack, day, [ci]),
  announcement: row("one announcement of a release", ["system", "release"], 30 * day, [...person(...leads), ci]),
  documentation: row("the documents of a release", theseArtifacts, 30 * day, [
    ...person(...leads, "documentation"),
    ci,
  ]),
};
