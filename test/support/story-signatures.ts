import type { Piece } from "../../lab/start/evidence-context";
import { soakEvidence } from "../../lab/start/measured-evidence";
import { sampleReports, writeReport } from "../../lab/start/sample-reports";
import type { SoakSlice } from "../../lab/start/soak-slice";
import { secondsOf } from "../../release/instant";
import type { StoryStack } from "./story-stack";

/** One slice in which nothing went wrong. */
const calm: Omit<SoakSlice, "at"> = {
  ...{ sent: 100, answered: 100, faults: 0, lost: 0, toolsHealthy: 45, cacheHitPercent: 90 },
  ...{ meanSeconds: 0.05, p50Seconds: 0.05, p95Seconds: 0.06, p99Seconds: 0.07 },
};
const slices = 40;

/**
 * Signatures over the whole soak of the phase that the release stands in; none where it stands in no phase. They are samples, not
 * measurements: `npm start` measures, and release/gates is tested with the faults of a soak.
 */
export async function soakSignatures({ project, story }: StoryStack): Promise<readonly Piece[]> {
  const { situation, plan } = await project.assess(story.stack);
  const progress = situation.progress.kind === "present" ? situation.progress.value : undefined;
  const phase = plan.phases.find(({ name }) => name === progress?.phase);
  if (progress === undefined || phase === undefined) return [];
  const from = secondsOf(progress.since);
  const measured = {
    ...{ phase: phase.name, since: progress.since, baselineSeconds: calm.meanSeconds },
    slices: Array.from({ length: slices }, (_, at) => ({
      ...calm,
      at: from + (phase.soakSeconds * (at + 0.5)) / slices,
    })),
  };
  return soakEvidence(await story.context(), measured).pieces;
}

/** What staging and a smoke test of the asked release would have signed. */
export async function elsewhereSignatures({ story }: StoryStack): Promise<readonly Piece[]> {
  const { plan, release, root, stack } = await story.context();
  const bound = { system: plan.system, stack: plan.staging?.stack ?? "staging", plan: release.planHash };
  const soakedSeconds = (plan.staging?.soakSeconds ?? 0) + 1;
  const claim = { outcome: "green", soakedSeconds, requests: 5000, checklistPercent: 100, limitsHeld: true };
  const { artifacts } = release;
  const report = { path: writeReport(root, "reports/smoke.xml", sampleReports.junit("smoke", 3)), format: "junit" };
  const smokeBound = { system: plan.system, stack };
  const smoke = { kind: "smoke-test", bound: smokeBound, artifacts, claim: { journeys: ["by header"] }, report };
  const staging = { kind: "staging", bound, artifacts, claim };
  return [staging, smoke].map((sign) => ({ role: "ci", sign: sign as Piece["sign"] }));
}

/** The lead's signature that the cause of a hold is gone. */
export function liftSignature(
  { plan, story }: StoryStack,
  hold: { readonly release: string; readonly at: string },
  role: string,
): Piece {
  const claim = { heldRelease: hold.release, heldAt: hold.at, reason: "the cause is found and gone" };
  const sign = { kind: "hold-lift", bound: { system: plan.system, stack: story.stack }, claim };
  return { role, sign: sign as Piece["sign"] };
}
