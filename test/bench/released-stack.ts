import { refusal } from "../../situation/refusal";
import type { EvidenceContext, Piece } from "../../lab/start/evidence-context";
import type { ReleaseProject } from "../../lab/start/release-project";
import { samplesFor } from "../../lab/start/sample-evidence";
import type { ToSign } from "../../evidence/sign-evidence";

const host = "jira.lab";

/** Sets a stack to a stage and an image. */
export function ask(project: ReleaseProject, stack: string, phase: string, image: string): void {
  project.configure(stack, {
    ...{ platform: "kubernetes", phase, rehearsal: true, waitSeconds: 180, evidence: `evidence/${stack}` },
    release: { artifacts: { server: image }, profile: "normal" },
    hosts: { server: [host] },
    lifters: [{ kind: "User", name: "pulumi" }],
  });
}

/** Signs what the gates of the asked stage miss. Throws when the stage is refused all the same. */
export async function prove(project: ReleaseProject, stack: string): Promise<readonly string[]> {
  const before = await project.assess(stack);
  const { plan, situation, verdicts } = before;
  const { phase, release } = situation.asked;
  const context = { root: project.root, plan, stack, phase, release, revision: "revision-1", hosts: [host] };
  const open = verdicts.flatMap(({ gate, status }) => (gate === undefined || status === "pass" ? [] : [gate]));
  const pieces = open.flatMap((gate) =>
    gate === "staging-green" ? stagingPieces(context) : samplesFor(gate, context),
  );
  const issued = new Date().toISOString();
  const wanted = pieces.map(({ role, at, sign }) => ({
    sign: { ...sign, issued } as ToSign,
    key: project.cast.keyOf(role, at),
  }));
  if (wanted.length > 0) await project.sign(stack, wanted as Parameters<ReleaseProject["sign"]>[1]);
  const { move, verdicts: judged } = await project.assess(stack);
  if (move.kind === "refused") throw new Error(refusal(plan.system, phase, move));
  return judged.flatMap(({ gate }) => (gate === undefined ? [] : [gate]));
}

/** The bench takes no release through staging: its evidence is a sample, like that of the pipeline. */
function stagingPieces({ plan, release }: EvidenceContext): readonly Piece[] {
  const { staging } = plan;
  if (staging === undefined) return [];
  const claim = {
    ...{ outcome: "green", checklistPercent: 100, limitsHeld: true },
    ...{ soakedSeconds: staging.soakSeconds, requests: Math.max(5000, staging.minimumRequests) },
  };
  const bound = { system: plan.system, stack: staging.stack, plan: release.planHash };
  return [{ role: "ci", sign: { kind: "staging", bound, artifacts: release.artifacts, claim } as Piece["sign"] }];
}
