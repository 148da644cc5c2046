import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import { claims } from "./claims";
import { EvidenceKind } from "./evidence-kind";
import { evidenceRows, type BoundField } from "./evidence-row";
import type { Parsed } from "./parsed";
import { ReportFormat } from "./reports/report-format";
import { parseStrictJson } from "./strict-json";

/** Media type of the payload, as in-toto names it. */
export const statementPayloadType = "application/vnd.in-toto+json";
const statementType = "https://in-toto.io/Statement/v1";

const name = z.string().min(1).max(253);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hex digits");
const instant = z.iso.datetime({ error: "must be a time in UTC such as 2026-11-21T10:00:00Z" });

const Subject = z.strictObject({ name, digest: z.strictObject({ sha256 }).readonly() }).readonly();

const Bound = z
  .strictObject({
    system: name,
    stack: name.exactOptional(),
    phase: name.exactOptional(),
    plan: name.exactOptional(),
    release: name.exactOptional(),
    source: name.exactOptional(),
  })
  .readonly();
/** The fields that tie evidence to what it is about. The artifacts stand in the subject of the statement. */
export type Bound = z.infer<typeof Bound>;

const Report = z.strictObject({ path: z.string().min(1).max(500), format: ReportFormat, sha256 }).readonly();
/** The raw report of another tool that evidence rests on. */
export type Report = z.infer<typeof Report>;

/** Schema of an in-toto Statement v1 with the predicate of Sluice; the claim is checked by its kind. */
export const Statement = z
  .strictObject({
    _type: z.literal(statementType),
    subject: z.array(Subject).min(1).max(200).readonly(),
    predicateType: z.string().max(200),
    predicate: z
      .strictObject({
        bound: Bound,
        /** The key that signs: two people who say the same say it in two payloads, and each can take back their own. */
        signer: name,
        issued: instant,
        notBefore: instant.exactOptional(),
        expires: instant.exactOptional(),
        claim: z.record(z.string(), z.unknown()).readonly(),
        report: Report.exactOptional(),
      })
      .readonly(),
  })
  .readonly();
/** An in-toto Statement v1 with the predicate of Sluice. */
export type Statement = z.infer<typeof Statement>;

/** The predicate type of a kind. */
export const predicateTypeOf = (kind: EvidenceKind): string => `urn:sluice:evidence:${kind}:v1`;

/** The kind that a predicate type names, if it is one of ours. */
export function kindOf(predicateType: string): EvidenceKind | undefined {
  return EvidenceKind.safeParse(/^urn:sluice:evidence:([a-z-]+):v1$/.exec(predicateType)?.[1]).data;
}

/** What a statement is built from. */
export interface StatementParts {
  readonly kind: EvidenceKind;
  readonly bound: Bound;
  /** Id of the key that will sign it. */
  readonly signer: string;
  /** Image digest by service: for kinds that are about a release or its artifacts. */
  readonly artifacts?: Readonly<Record<string, string>>;
  readonly issued: string;
  readonly notBefore?: string;
  readonly expires?: string;
  readonly claim: Readonly<Record<string, unknown>>;
  readonly report?: Report;
}

/** Builds a statement. What it returns has not been checked: `parseStatement` is what checks. */
export function statementOf({ kind, bound, artifacts, ...predicate }: StatementParts): Statement {
  const subject =
    artifacts === undefined
      ? [boundSubject(bound)]
      : Object.entries(artifacts).map(([service, digest]) => ({
          name: service,
          digest: { sha256: digest.replace(/^sha256:/, "") },
        }));
  return { _type: statementType, subject, predicateType: predicateTypeOf(kind), predicate: { bound, ...predicate } };
}

/** A statement whose kind, claim and bound fields are checked. */
export interface ParsedStatement {
  readonly kind: EvidenceKind;
  readonly statement: Statement;
  /** Image digest, `sha256:` and 64 hex digits, by service; empty for kinds that are not about artifacts. */
  readonly artifacts: Readonly<Record<string, string>>;
}

/** Reads a payload. The reason of an invalid one names the field. */
export function parseStatement(payload: Uint8Array): Parsed<ParsedStatement> {
  const json = parseStrictJson(payload);
  if (json.kind !== "present") return json;
  const parsed = Statement.safeParse(json.value);
  if (!parsed.success) return invalid(issueLine(parsed.error));
  const statement = parsed.data;
  const kind = kindOf(statement.predicateType);
  if (kind === undefined) return invalid(`predicateType: is no kind of evidence, got "${statement.predicateType}"`);
  const claim = claims[kind].safeParse(statement.predicate.claim);
  if (!claim.success) return invalid(issueLine(claim.error, "predicate.claim"));
  const problem = subjectProblem(kind, statement);
  if (problem !== undefined) return invalid(problem);
  return { kind: "present", value: { kind, statement, artifacts: artifactsOf(kind, statement) } };
}

const invalid = (reason: string): Parsed<never> => ({ kind: "invalid", reason });

/** The first problem of a schema as one line. */
export function issueLine(error: z.ZodError, prefix?: string): string {
  const [issue] = error.issues;
  const path = [...(prefix === undefined ? [] : [prefix]), ...(issue?.path.map(String) ?? [])].join(".");
  return `${path === "" ? "the document" : path}: ${issue?.message ?? "is not as the schema wants it"}`;
}

const isAboutArtifacts = (bound: readonly BoundField[]): boolean =>
  bound.includes("artifacts") || bound.includes("release");

function subjectProblem(kind: EvidenceKind, { subject, predicate: { bound } }: Statement): string | undefined {
  const { bound: wanted } = evidenceRows[kind];
  for (const field of wanted) {
    if (field !== "artifacts" && bound[field] === undefined) return `predicate.bound: names no ${field}`;
  }
  if (new Set(subject.map((one) => one.name)).size !== subject.length) return "subject: names one artifact twice";
  if (isAboutArtifacts(wanted)) return undefined;
  const [only, ...more] = subject;
  return more.length === 0 && only?.digest.sha256 === boundSubject(bound).digest.sha256
    ? undefined
    : "subject: is not the digest of the bound fields";
}

const artifactsOf = (kind: EvidenceKind, { subject }: Statement): Readonly<Record<string, string>> =>
  isAboutArtifacts(evidenceRows[kind].bound)
    ? Object.fromEntries(subject.map(({ name: service, digest }) => [service, `sha256:${digest.sha256}`]))
    : {};

/** in-toto wants a digest in every subject: what is no artifact is named by the digest of its bound fields. */
const boundSubject = (bound: Bound): Statement["subject"][number] => ({
  name: "bound",
  digest: {
    sha256: createHash("sha256")
      .update(canonicalize(bound) ?? "")
      .digest("hex"),
  },
});
