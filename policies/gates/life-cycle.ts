import type { Claim } from "../../contract/claim";
import { blockerLine } from "../../release/blocker";
import { fail, pass, type Verdict } from "../../release/verdict";
import { assess, type Assessment, type AssessmentRequest } from "../../situation/assess";
import { releaseOf } from "../../situation/release-of";
import { claimInputs } from "../claim-inputs";
import { gate } from "../gate";

/** Judges a request; the real one reads the platform. */
export type Assess = (request: AssessmentRequest) => Promise<Assessment>;

/**
 * The whole judgement once more, from the pack's own reading of settings, plan, trust, evidence and platform. The claim only says where to read;
 * what it says beyond that is compared and never believed. `program` is the folder that the claim's project starts from.
 */
export const lifeCycle = (program: string, judge: Assess = assess) =>
  gate(
    {
      name: "life-cycle",
      description:
        "A release moves up only when every gate of its phase passes, and never further than the next phase.",
      remediationSteps: "Run `npx sluice explain` to see every gate with its evidence and the next step.",
    },
    (claim) => verdictsOn(claim, program, judge),
  );

async function verdictsOn(claim: Claim, program: string, judge: Assess): Promise<readonly Verdict[]> {
  const reading = claimInputs(claim, program);
  if (reading.kind === "invalid") return reading.problems.map((problem) => fail(problem));
  const { inputs } = reading;
  const assessment = await judge({ inputs, release: releaseOf(inputs), files: claim.evidence });
  const { move } = assessment;
  if (move.kind === "refused") return move.blockers.map((blocker) => fail(blockerLine(blocker)));
  const differences = differencesOf(claim, assessment, move.sharePercent);
  return differences.length > 0 ? differences : [pass(`"${move.to}" follows "${move.from}"`)];
}

function differencesOf(
  claim: Claim,
  { inputs, plan, situation }: Assessment,
  sharePercent: number,
): readonly Verdict[] {
  const rows: readonly (readonly [what: string, claimed: string, judged: string])[] = [
    ["system", claim.system, plan.system],
    ["platform", claim.platform, inputs.settings.platform],
    ["phase", claim.phase, situation.asked.phase],
    ["release", JSON.stringify(claim.release), JSON.stringify(situation.asked.release)],
    ["trust", claim.trustHash, inputs.trustHash],
    ["share", `${claim.targetPercent} %`, `${sharePercent} %`],
  ];
  return rows
    .filter(([, claimed, judged]) => claimed !== judged)
    .map(([what, claimed, judged]) =>
      fail(`claim: its ${what} must be what plan and platform give, ${judged}, got ${claimed}`),
    );
}
