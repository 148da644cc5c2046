import type { Evidence } from "../../evidence/evidence";
import type { EvidenceKind } from "../../evidence/evidence-kind";
import { secondsOf } from "../instant";
import { fail, pass, undecided, type Verdict } from "../verdict";
import { candidates, type Candidates, type Search } from "./candidates";
import { durationText } from "./duration-text";
import type { GateQuestion } from "./gate-question";
import { usedEvidence, type Judged } from "./judged";

/** One piece of evidence that a gate wants. */
export interface Want<K extends EvidenceKind> extends Search<K> {
  /** What it is called in a message: `test report of "api"`. */
  readonly what: string;
  /** Why it does not suffice, or nothing. */
  readonly objection: (evidence: Evidence<K>) => string | undefined;
  /** What it shows when it suffices, as the end of a sentence. */
  readonly shows?: (evidence: Evidence<K>) => string;
  readonly remedy: string;
}

/**
 * Judges by the newest evidence that counts: a newer refusal outweighs an older consent, and a newer consent an older
 * refusal. Of two from the same second the one that objects is taken.
 */
export function judgeNewest<K extends EvidenceKind>(question: GateQuestion, want: Want<K>): Judged {
  const found = candidates(question, want);
  const gone = removedVerdict(found, want.what);
  if (gone !== undefined) return gone;
  const [newest] = found.counting;
  if (newest === undefined) return noneCounts(found, want.what, want.remedy);
  const same = found.counting.filter(({ issued }) => secondsOf(issued) === secondsOf(newest.issued));
  for (const evidence of same) {
    const objection = want.objection(evidence);
    if (objection !== undefined) {
      const used = [usedEvidence(evidence, want.maximumAgeSeconds)];
      return { ...fail(`${want.what}: ${objection} ("${evidence.path}")`, want.remedy), evidence: used };
    }
  }
  const shows = want.shows === undefined ? "" : `${want.shows(newest)}, `;
  const reason = `${want.what}: ${shows}signed by ${newest.signer.name} ${ageText(newest, question)} ago`;
  return { ...pass(reason), evidence: [usedEvidence(newest, want.maximumAgeSeconds)] };
}

/** Age of evidence as a person says it. */
export const ageText = ({ issued }: Pick<Evidence, "issued">, { now }: GateQuestion): string =>
  durationText(secondsOf(now) - secondsOf(issued));

/** The verdict when recorded evidence was removed, or nothing. */
export function removedVerdict({ removed }: Candidates<EvidenceKind>, what: string): Verdict | undefined {
  const [gone] = removed;
  return gone === undefined
    ? undefined
    : undecided(`${what}: "${gone.path}" stands in the journal and ${gone.reason}`, `restore the file "${gone.path}"`);
}

/** The verdict when nothing counts: `fail` when something was read and does not fit, else `unknown`. */
export function noneCounts({ rejected }: Candidates<EvidenceKind>, what: string, remedy: string): Verdict {
  if (rejected.length === 0) return undecided(`${what}: is absent`, remedy);
  const shown = rejected.slice(0, 3).map(({ path, reason }) => `"${path}" ${reason}`);
  const more = rejected.length > 3 ? `; and ${rejected.length - 3} more` : "";
  const reason = `${what}: none counts: ${shown.join("; ")}${more}`;
  return rejected.some(({ read }) => read) ? fail(reason, remedy) : undecided(reason, remedy);
}

/** One verdict for a gate of several parts: the worst status, the reasons of all that do not pass, the first remedy. */
export function together(verdicts: readonly Judged[], whenAll: string): Judged {
  const used = new Map(verdicts.flatMap(({ evidence }) => evidence ?? []).map((one) => [one.path, one]));
  return { ...joined(verdicts, whenAll), evidence: [...used.values()] };
}

function joined(verdicts: readonly Verdict[], whenAll: string): Verdict {
  const open = verdicts.filter(({ status }) => status !== "pass");
  if (verdicts.length === 0) return undecided("there is nothing to judge");
  const [first] = open;
  if (first === undefined) return pass(verdicts.length === 1 ? (verdicts[0]?.reason ?? whenAll) : whenAll);
  const reason = open.map((one) => one.reason).join("; ");
  return open.some(({ status }) => status === "fail") ? fail(reason, first.remedy) : undecided(reason, first.remedy);
}
