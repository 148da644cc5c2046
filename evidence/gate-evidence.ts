import { metricOf } from "../plan/metric";
import type { Plan } from "../plan/plan";
import { candidates } from "../release/gates/candidates";
import type { GateQuestion, GateSubject } from "../release/gates/gate-question";
import { absent, present, unknown, type Known } from "../release/known";
import type { Trust } from "../trust/trust";
import { keyringOf, personOf } from "./keyring";
import { readEvidence, type EvidencePlace } from "./read-evidence";
import { readJournal, type VerifiedJournal } from "./read-journal";

/** What the gates of one move are judged from. */
export interface GateSource {
  /** Folder that every path is relative to: that of the Pulumi project. */
  readonly root: string;
  /** Where evidence is; the folder `evidence` for a person, the files of the claim for the policy pack. */
  readonly from: EvidencePlace["from"];
  /** Path of the journal below `root`. */
  readonly journalPath: string;
  readonly plan: Plan;
  readonly trust: Trust;
  readonly subject: GateSubject;
  /** The head of the journal that progress names, when there is progress. */
  readonly progressHead?: string;
  readonly now: string;
}

/** Everything a judge needs, and what the life cycle wants to know beside it. */
export interface GateEvidence {
  readonly question: GateQuestion;
  readonly journal: Known<VerifiedJournal>;
  /** What the artifacts were built from, when provenance says so and agrees. */
  readonly sourceRevision: Known<string>;
}

/** Reads and checks every file once. It throws nothing for what a file may hold. */
export function gatherGateEvidence(source: GateSource): GateEvidence {
  const { root, from, plan, trust, subject, now } = source;
  const trusting = { keyring: keyringOf(trust), now };
  const journal = readJournal({
    ...trusting,
    root,
    path: source.journalPath,
    system: subject.system,
    stack: subject.stack,
    ...(source.progressHead === undefined ? {} : { progressHead: source.progressHead }),
  });
  const evidence = readEvidence({
    ...trusting,
    root,
    from,
    ...(journal.kind === "present" ? { journal: journal.value } : {}),
  });
  const question: GateQuestion = {
    plan,
    subject,
    evidence,
    journal,
    waivers: trust.waivers,
    personOf: (author) => personOf(trust, author),
    isReported: (metric) => metricOf(metric, plan.metrics)?.source === "evidence",
    now,
  };
  return { question, journal, sourceRevision: sourceRevisionOf(question) };
}

function sourceRevisionOf(question: GateQuestion): Known<string> {
  const { counting } = candidates(question, { kind: "provenance", partOfArtifacts: true });
  const revisions = [...new Set(counting.map(({ claim }) => claim.sourceRevision))];
  const [only, ...more] = revisions;
  if (only === undefined) return absent;
  return more.length === 0 ? present(only) : unknown(`provenance names several sources, got ${revisions.join(", ")}`);
}
