import { dirname, join } from "node:path";
import { gatherGateEvidence, type GateEvidence } from "../evidence/gate-evidence";
import type { ReadFile } from "../evidence/evidence";
import { readFreezes } from "../evidence/read-freezes";
import type { Plan } from "../plan/plan";
import type { Asked } from "../release/asked";
import { judgeGates } from "../release/judge";
import { judgeMove } from "../release/judge-move";
import type { GateSubject } from "../release/gates/gate-question";
import { valueOf } from "../release/known";
import type { Move } from "../release/move";
import type { Progress } from "../release/progress";
import type { Release } from "../release/release";
import { sameCandidate } from "../release/same-release";
import type { Situation } from "../release/situation";
import type { Verdict } from "../release/verdict";
import { lifeCycleOf } from "./life-cycle-of";
import { live, type Live } from "./live";
import { planOfStack } from "./plan-of-stack";
import { placeOf } from "./place-of";
import type { Inputs } from "./read-inputs";

/** What one stack is asked for, judged. */
export interface Assessment {
  readonly inputs: Inputs;
  /** The plan as this stack goes through it. */
  readonly plan: Plan;
  readonly situation: Situation;
  readonly move: Move;
  /** Every gate that the move asked for, each with its verdict. */
  readonly verdicts: readonly Verdict[];
  /** Every file of evidence that was read, so that another judge can make sure that it reads the same. */
  readonly files: readonly ReadFile[];
}

/** What to judge: the release that the settings ask for, and which files of evidence count. */
export interface AssessmentRequest {
  readonly inputs: Inputs;
  readonly release: Release;
  /** The files that another judge has read. @default every envelope in the folder of evidence */
  readonly files?: readonly ReadFile[];
  /** The moment to judge by, RFC 3339 in UTC. @default the local clock */
  readonly now?: string;
}

/**
 * Reads everything that the judge may know, then judges. Program, policy pack and `sluice explain` all come through here, so there is one answer.
 * It reads the platform and files, writes nothing, and throws for nothing that they may hold.
 */
export async function assess({
  inputs,
  release,
  files,
  now = new Date().toISOString(),
}: AssessmentRequest): Promise<Assessment> {
  const plan = planOfStack(inputs.plan, inputs.stack, inputs.settings.hosts);
  const read = await live[inputs.settings.platform](placeOf(inputs));
  const progress = valueOf(read.progress);
  const evidence = gatherGateEvidence({
    ...{ root: inputs.root, plan, trust: inputs.trust, now, journalPath: journalPath(inputs) },
    from: files === undefined ? { folder: inputs.settings.evidence } : { files },
    subject: subjectOf(inputs, plan, release, progress),
    ...(progress === undefined ? {} : { progressHead: progress.journalHead }),
    ...(progress === undefined ? {} : { trustHashes: { before: progress.trustHash, after: inputs.trustHash } }),
    trustFolder: inputs.settings.evidence,
  });
  const unjudged = situationOf({ inputs, plan, release, read, evidence, now });
  const verdicts = judgeGates(gatesAsked(unjudged), evidence.question);
  const situation = { ...unjudged, verdicts };
  return { inputs, plan, situation, move: judgeMove(situation), verdicts, files: evidence.question.evidence.files };
}

/** Path of a stack's journal below the root of the project. */
export const journalPath = ({ settings }: Inputs): string => `${settings.evidence}/journal.jsonl`;

/** The gates that a move asks for are those that its guards miss a verdict of: the guards are the one place that knows. */
function gatesAsked(situation: Situation): readonly string[] {
  const move = judgeMove(situation);
  const gates = move.kind === "refused" ? move.blockers.flatMap(({ gate }) => (gate === undefined ? [] : [gate])) : [];
  return [...new Set(gates)];
}

interface Parts {
  readonly inputs: Inputs;
  readonly plan: Plan;
  readonly release: Release;
  readonly read: Live;
  readonly evidence: GateEvidence;
  readonly now: string;
}

function situationOf({ inputs, plan, release, read, evidence, now }: Parts): Situation {
  return {
    ...read,
    lifeCycle: lifeCycleOf(plan, inputs.trust),
    asked: askedOf(inputs, plan, release),
    journal: evidence.journal,
    freezes: readFreezes({ plan, folder: dirname(join(inputs.root, inputs.settings.plan)), now }),
    sourceRevision: evidence.sourceRevision,
    trustHash: inputs.trustHash,
    verdicts: [],
    now,
  };
}

const askedOf = ({ settings, stack }: Inputs, { system }: Plan, release: Release): Asked => ({
  ...{ system, stack, release },
  ...{ phase: settings.phase, profile: settings.release.profile, rehearsal: settings.rehearsal },
  ...(settings.stable === undefined ? {} : { stable: settings.stable }),
});

function subjectOf(
  { settings, stack }: Inputs,
  plan: Plan,
  release: Release,
  progress: Progress | undefined,
): GateSubject {
  const same = progress !== undefined && sameCandidate(release, progress.release);
  return {
    ...{ system: plan.system, stack, phase: settings.phase, release, profile: settings.release.profile },
    irreversible: settings.phase === "complete" && plan.migrations.some(({ contract }) => contract !== undefined),
    ...(same ? { leaves: { phase: progress.phase, since: progress.since } } : {}),
  };
}
