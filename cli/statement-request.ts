import { gatherGateEvidence } from "../evidence/gate-evidence";
import type { EvidenceKind } from "../evidence/evidence-kind";
import { evidenceRows } from "../evidence/evidence-row";
import type { ReportFormat } from "../evidence/reports/report-format";
import type { ToSign } from "../evidence/sign-evidence";
import type { Bound } from "../evidence/statement";
import type { Release } from "../release/release";
import { journalPath } from "../situation/assess";
import { planOfStack } from "../situation/plan-of-stack";
import type { Inputs } from "../situation/read-inputs";
import { releaseOf } from "../situation/release-of";

/** What a person asked to sign. */
export interface StatementWish {
  readonly inputs: Inputs;
  readonly kind: EvidenceKind;
  readonly claim: Readonly<Record<string, unknown>>;
  readonly options: {
    readonly aboutStack?: string;
    readonly source?: string;
    readonly report?: string;
    readonly format?: ReportFormat;
    readonly notBefore?: string;
    readonly expires?: string;
  };
  /** RFC 3339 in UTC. */
  readonly issued: string;
}

/** Fills in what ties the evidence to its subject: every field that its kind is bound by, from settings, plan and progress. */
export function statementRequest(wish: StatementWish): ToSign {
  const { inputs, kind, claim, options, issued } = wish;
  const { bound: fields } = evidenceRows[kind];
  const release = releaseOf(inputs);
  const source = fields.includes("source") ? sourceOf(wish, release) : undefined;
  const all: Required<Bound> = {
    system: inputs.plan.system,
    stack: options.aboutStack ?? inputs.stack,
    phase: inputs.settings.phase,
    plan: inputs.planHash,
    release: release.id,
    source: source ?? "",
  };
  const bound = Object.fromEntries(Object.entries(all).filter(([field]) => fields.some((one) => one === field)));
  return {
    kind,
    bound: bound as unknown as Bound,
    ...(fields.includes("artifacts") || fields.includes("release") ? { artifacts: artifactsOf(wish, release) } : {}),
    // The signer checks it against the schema of its kind.
    claim: claim as ToSign["claim"],
    ...(options.report === undefined
      ? {}
      : { report: { path: options.report, format: formatOf(kind, options.format) } }),
    issued,
    ...(options.notBefore === undefined ? {} : { notBefore: options.notBefore }),
    ...(options.expires === undefined ? {} : { expires: options.expires }),
  };
}

/** A scan of one image is about that image alone. */
function artifactsOf({ kind, claim }: StatementWish, { artifacts }: Release): Release["artifacts"] {
  const service = claim["service"];
  if (kind !== "image-scan" || typeof service !== "string") return artifacts;
  return Object.fromEntries(Object.entries(artifacts).filter(([name]) => name === service));
}

/** The format of a report need only be named where a kind takes more than one. */
function formatOf(kind: EvidenceKind, named: ReportFormat | undefined): ReportFormat {
  const { reports } = evidenceRows[kind];
  const [only, ...more] = reports;
  if (named !== undefined) return named;
  if (only !== undefined && more.length === 0) return only;
  throw new Error(
    `report of evidence "${kind}": must be named with --format (${reports.join(", ") || "it takes none"})`,
  );
}

/** The source is what the person says, what the claim says, or what the provenance of these artifacts says. */
function sourceOf({ inputs, claim, options, issued }: StatementWish, release: Release): string {
  const said = options.source ?? claim["sourceRevision"];
  if (typeof said === "string") return said;
  const { plan, trust, stack, settings, root } = inputs;
  const { sourceRevision } = gatherGateEvidence({
    ...{ root, trust, now: issued, journalPath: journalPath(inputs), from: { folder: settings.evidence } },
    plan: planOfStack(plan, stack, settings.hosts),
    subject: {
      system: plan.system,
      stack,
      phase: settings.phase,
      release,
      profile: settings.release.profile,
      irreversible: false,
    },
  });
  if (sourceRevision.kind === "present") return sourceRevision.value;
  throw new Error(
    "source revision: must be named with --source, no provenance says what the artifacts were built from",
  );
}
