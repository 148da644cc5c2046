import type { AnyEvidence, ClaimedEvidence, Evidence } from "../../evidence/evidence";
import type { EvidenceKind } from "../../evidence/evidence-kind";
import { secondsOf } from "../instant";
import type { GateQuestion } from "./gate-question";
import { mismatchOf, phasesWanted, type Wanted } from "./mismatch";

/** A file that does not count, with the reason. */
export interface Rejected {
  readonly path: string;
  readonly reason: string;
  /** Whether it was read and does not fit, rather than could not be believed at all. */
  readonly read: boolean;
}

/** The evidence of one kind that counts for the subject, newest first, and what does not count. */
export interface Candidates<K extends EvidenceKind> {
  readonly counting: readonly Evidence<K>[];
  readonly rejected: readonly Rejected[];
  /** Recorded evidence that is gone: nothing can be judged without it. */
  readonly removed: readonly Pick<Rejected, "path" | "reason">[];
}

/** What is looked for. */
export interface Search<K extends EvidenceKind> extends Wanted {
  readonly kind: K;
  /** What tells this evidence from others of its kind: a role, a suite, a store. */
  readonly about?: string;
  /** Reads that from a claim. Required when `about` is given. */
  readonly aboutOf?: (evidence: Evidence<K>) => string;
}

/** Sorts every file by whether it counts for what is looked for. */
export function candidates<K extends EvidenceKind>(question: GateQuestion, search: Search<K>): Candidates<K> {
  const counting: Evidence<K>[] = [];
  const rejected: Rejected[] = [];
  const removed: Pick<Rejected, "path" | "reason">[] = [];
  for (const finding of question.evidence.findings) {
    if (finding.kind === "present") {
      const { evidence } = finding;
      if (!isOf(evidence, search)) continue;
      const reason = mismatchOf(evidence as AnyEvidence, question, search);
      if (reason === undefined) counting.push(evidence);
      else rejected.push({ path: finding.path, reason, read: true });
    } else if (concerns(finding.claims, search, question)) {
      if (finding.kind === "absent") removed.push({ path: finding.path, reason: finding.reason });
      else rejected.push({ path: finding.path, reason: finding.reason, read: false });
    }
  }
  counting.sort((a, b) => secondsOf(b.issued) - secondsOf(a.issued) || (a.id < b.id ? -1 : 1));
  return { counting, rejected, removed };
}

function isOf<K extends EvidenceKind>(
  evidence: AnyEvidence,
  { kind, about, aboutOf }: Search<K>,
): evidence is AnyEvidence & Evidence<K> {
  if (evidence.kind !== kind) return false;
  return about === undefined || aboutOf?.(evidence as unknown as Evidence<K>) === about;
}

/** A file that could not be believed is shown where it says it belongs; one that says nothing is shown nowhere. */
function concerns<K extends EvidenceKind>(
  claims: ClaimedEvidence | undefined,
  { kind, about, ...wanted }: Search<K>,
  question: GateQuestion,
): boolean {
  if (claims?.kind !== kind) return false;
  if (claims.release !== undefined && claims.release !== question.subject.release.id) return false;
  if (claims.phase !== undefined && !phasesWanted(question, wanted).includes(claims.phase)) return false;
  return about === undefined || claims.about === undefined || claims.about === about;
}
