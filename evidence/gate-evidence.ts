import { metricOf } from "../plan/metric";
import type { Plan } from "../plan/plan";
import { candidates } from "../release/gates/candidates";
import type { GateQuestion, GateSubject } from "../release/gates/gate-question";
import { absent, present, unknown, type Known } from "../release/known";
import { undecided, type Verdict } from "../release/verdict";
import type { Trust } from "../trust/trust";
import { keyringOf, personOf } from "./keyring";
import { readEvidence, type EvidencePlace } from "./read-evidence";
import { readJournal, type VerifiedJournal } from "./read-journal";
import { judgeTrustChange } from "./trust-change";

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
  /** The trust that progress names and the one that stands there now, by their hashes, when they differ. */
  readonly trustHashes?: { readonly before: string; readonly after: string };
  /** Folder below `root` that keeps past trusts. @default the folder of evidence */
  readonly trustFolder?: string;
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
    trustChange: trustVerdict(source, journal),
    isReported: (metric) => metricOf(metric, plan.metrics)?.source === "evidence",
    now,
  };
  return { question, journal, sourceRevision: sourceRevisionOf(question) };
}

/** Without the hashes there is nothing to compare, and a change cannot be judged. */
function trustVerdict(
  { root, from, subject, trustHashes, trustFolder, now }: GateSource,
  journal: Known<VerifiedJournal>,
): Verdict {
  if (trustHashes === undefined) return undecided("trust: its change was not given to the judge");
  const folder = trustFolder ?? ("folder" in from ? from.folder : "evidence");
  const withdrawn = journal.kind === "present" ? journal.value.withdrawals.map(({ evidence }) => evidence) : [];
  return judgeTrustChange({ root, folder, system: subject.system, ...trustHashes, now, withdrawn });
}

function sourceRevisionOf(question: GateQuestion): Known<string> {
  const { counting } = candidates(question, { kind: "provenance", partOfArtifacts: true });
  const revisions = [...new Set(counting.map(({ claim }) => claim.sourceRevision))];
  const [only, ...more] = revisions;
  if (only === undefined) return absent;
  return more.length === 0 ? present(only) : unknown(`provenance names several sources, got ${revisions.join(", ")}`);
}
