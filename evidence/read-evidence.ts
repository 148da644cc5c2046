import { createHash } from "node:crypto";
import { secondsOf } from "../release/instant";
import { readBoundedFile } from "./bounded-file";
import { openEnvelope, parseEnvelope } from "./envelope";
import type { AnyEvidence, ClaimedEvidence, EvidenceFinding, EvidenceSet, ReadFile } from "./evidence";
import { evidenceRows } from "./evidence-row";
import { listEvidence } from "./list-evidence";
import type { Parsed } from "./parsed";
import type { Read } from "./read";
import { withdrawalOf, type RecordedEvidence, type VerifiedJournal, type Withdrawal } from "./read-journal";
import { readReport, type ReportPlace } from "./report";
import { parseStatement } from "./statement";
import { verifyBytes, type Trusting, type VerifiedStatement } from "./verify-statement";

/** Where evidence is, and by whom it is believed. */
export interface EvidencePlace extends Trusting {
  /** Folder that every path is relative to. */
  readonly root: string;
  /** A folder below `root` whose envelopes are all read, or the exact files that another judge has read. */
  readonly from: { readonly folder: string } | { readonly files: readonly ReadFile[] };
  /** The journal, when there is one: what it withdraws does not count, and what it has seen must still be there. */
  readonly journal?: VerifiedJournal;
}

/** Reads evidence. Nothing is thrown for what a file may hold: each file is absent, invalid with its reason, or present. */
export function readEvidence(place: EvidencePlace): EvidenceSet {
  const reading = new Reading(place);
  const paths = pathsOf(place);
  const read = paths.kind === "present" ? paths.value.flatMap((path) => reading.finding(path)) : [];
  const told = toldByJournal(read, place.journal);
  const found = withoutWithdrawn(told, [...(place.journal?.withdrawals ?? []), ...reading.withdrawals]);
  if (paths.kind === "invalid") reading.problems.push(`evidence: ${paths.reason}`);
  return {
    findings: [...found, ...removed(reading.ids, found, place)],
    problems: reading.problems,
    files: [...reading.files].map(([path, sha256]) => ({ path, sha256 })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function pathsOf({ root, from }: EvidencePlace): Read<readonly string[]> {
  if ("folder" in from) return listEvidence(root, from.folder);
  const paths = from.files.map(({ path }) => path).filter((path) => path.endsWith(".dsse.json"));
  return { kind: "present", value: [...new Set(paths)].sort() };
}

/** One pass over the files, which remembers what it has read. */
class Reading {
  readonly files = new Map<string, string>();
  readonly problems: string[] = [];
  readonly withdrawals: Withdrawal[] = [];
  /** Ids of every readable payload, so that a recorded one that merely does not verify is not called removed as well. */
  readonly ids = new Set<string>();
  readonly #expected: ReadonlyMap<string, string> | undefined;

  constructor(private readonly place: EvidencePlace) {
    const { from } = place;
    this.#expected = "files" in from ? new Map(from.files.map(({ path, sha256 }) => [path, sha256])) : undefined;
  }

  finding(path: string): readonly EvidenceFinding[] {
    const bytes = this.read(path);
    if (bytes.kind === "absent") return [];
    if (bytes.kind === "invalid") return [{ kind: "invalid", path, reason: bytes.reason }];
    const hint = this.remember(bytes.value);
    const claims = hint === undefined ? {} : { claims: hint };
    const verified = verifyBytes(bytes.value, this.place);
    if (verified.kind === "invalid") return [{ kind: "invalid", path, reason: verified.reason, ...claims }];
    const evidence = evidenceOf(path, verified.value, (at, maximumBytes) => this.read(at, maximumBytes));
    if (evidence.kind === "invalid") return [{ kind: "invalid", path, reason: evidence.reason, ...claims }];
    return [{ kind: "present", path, evidence: evidence.value }];
  }

  /** Reads one file and, when another judge has named its digest, makes sure that these are the same bytes. */
  private read(path: string, maximumBytes?: number): Read<Buffer> {
    const bytes = readBoundedFile(this.place.root, path, maximumBytes);
    const expected = this.#expected?.get(path);
    if (bytes.kind !== "present") {
      if (expected !== undefined) this.problems.push(`evidence "${path}": ${reasonOf(bytes)}, but the claim names it`);
      return bytes;
    }
    const sha256 = createHash("sha256").update(bytes.value).digest("hex");
    this.files.set(path, sha256);
    if (this.#expected === undefined || expected === sha256) return bytes;
    this.problems.push(`evidence "${path}": is not the file that the claim names, its digest differs`);
    return { kind: "invalid", reason: "is not the file that the claim names, its digest differs" };
  }

  private remember(bytes: Buffer): ClaimedEvidence | undefined {
    const envelope = parseEnvelope(bytes);
    if (envelope.kind !== "present") return undefined;
    const payload = Buffer.from(envelope.value.payload, "base64");
    this.ids.add(createHash("sha256").update(payload).digest("hex"));
    const opened = openEnvelope(envelope.value, this.place.keyring);
    const withdrawal = opened.kind === "present" ? withdrawalOf(envelope.value, this.place) : undefined;
    if (withdrawal !== undefined) this.withdrawals.push(withdrawal);
    const parsed = parseStatement(payload);
    if (parsed.kind !== "present") return undefined;
    const about = aboutOf(parsed.value.statement.predicate.claim);
    return { kind: parsed.value.kind, ...(about === undefined ? {} : { about }) };
  }
}

const aboutOf = (claim: Readonly<Record<string, unknown>>): string | undefined =>
  ["role", "suite", "store", "service", "page", "what", "name", "gate", "metric"]
    .map((field) => claim[field])
    .find((value) => typeof value === "string");

function evidenceOf(path: string, { parsed, key, id }: VerifiedStatement, read: ReportPlace): Parsed<AnyEvidence> {
  const { bound, issued, notBefore, expires, claim, report } = parsed.statement.predicate;
  const measured = readReport(parsed.kind, report, read);
  if (measured.kind === "invalid") return measured;
  const evidence = {
    kind: parsed.kind,
    id,
    path,
    signer: key.holder,
    keyId: key.id,
    bound,
    boundBy: evidenceRows[parsed.kind].bound,
    maximumAgeSeconds: evidenceRows[parsed.kind].maximumAgeSeconds,
    artifacts: parsed.artifacts,
    issued,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
    claim,
    ...(measured.kind === "present" ? { measured: measured.value } : {}),
  };
  // The claim was checked with the schema of this very kind.
  return { kind: "present", value: evidence as unknown as AnyEvidence };
}

/** A withdrawal counts wherever it stands, also as a mere file that is signed: it can only lower what counts. */
function withoutWithdrawn(
  findings: readonly EvidenceFinding[],
  withdrawals: readonly Withdrawal[],
): readonly EvidenceFinding[] {
  const byId = new Map(withdrawals.map((one) => [one.evidence, one]));
  return findings.map((finding) => {
    if (finding.kind !== "present") return finding;
    const withdrawal = byId.get(finding.evidence.id);
    if (withdrawal === undefined) return finding;
    const about = aboutOf(finding.evidence.claim);
    return {
      kind: "invalid",
      path: finding.path,
      reason: `was withdrawn by ${withdrawal.by} (${withdrawal.reason})`,
      claims: { kind: finding.evidence.kind, ...(about === undefined ? {} : { about }) },
    };
  });
}

/** A file that says nothing of itself is shown where the journal says it belongs. */
function toldByJournal(
  findings: readonly EvidenceFinding[],
  journal: VerifiedJournal | undefined,
): readonly EvidenceFinding[] {
  const byPath = new Map(journal?.evidence.map((one) => [one.path, claimsOf(one)]));
  return findings.map((finding) => {
    const claims = byPath.get(finding.path);
    return finding.kind === "invalid" && finding.claims === undefined && claims !== undefined
      ? { ...finding, claims }
      : finding;
  });
}

const claimsOf = ({ of, release, phase }: RecordedEvidence): ClaimedEvidence => ({
  kind: of,
  ...(release === undefined ? {} : { release }),
  ...(phase === undefined ? {} : { phase }),
});

/**
 * Evidence that the journal has seen and whose file is gone: somebody removed what might speak against the release. What
 * would be too old to count anyway may be cleaned up.
 */
function removed(
  ids: ReadonlySet<string>,
  found: readonly EvidenceFinding[],
  { journal, now }: EvidencePlace,
): readonly EvidenceFinding[] {
  const byPath = new Map(found.map((finding) => [finding.path, finding]));
  const withdrawn = new Set(journal?.withdrawals.map(({ evidence }) => evidence));
  return (journal?.evidence ?? [])
    .filter(({ evidence }) => !ids.has(evidence) && !withdrawn.has(evidence))
    .filter(({ of, at }) => !(secondsOf(now) - secondsOf(at) > evidenceRows[of].maximumAgeSeconds))
    .map((one) => ({
      kind: "absent",
      path: one.path,
      reason: goneReason(byPath.get(one.path)),
      claims: claimsOf(one),
    }));
}

function goneReason(there: EvidenceFinding | undefined): string {
  if (there === undefined) return "its file is gone";
  return there.kind === "invalid" ? `its file ${there.reason}` : "its file holds something else";
}

const reasonOf = (read: Read<unknown>): string => (read.kind === "invalid" ? read.reason : "is absent");
