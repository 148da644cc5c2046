import type { WorkloadShare, WorkloadWay } from "../workload";
import type { Step } from "./step";
import { stepHash } from "./step-hash";

/**
 * What must be true in the rollout's status before an update counts as done, as the value of `pulumi.com/waitFor`.
 * The hash of the steps comes with every list: without it a new image with the same share passes at once on the old status.
 * Source of the form: pulumi-kubernetes, provider/pkg/metadata/overrides.go.
 */
export function settled(share: WorkloadShare, steps: readonly Step[]): string {
  const own = `jsonpath={.status.currentStepHash}=${stepHash(steps)}`;
  return JSON.stringify(conditions[share.way](own, share, steps));
}

const healthy = "jsonpath={.status.phase}=Healthy";
const weighing = (percent: number): string => `jsonpath={.status.canary.weights.canary.weight}=${String(percent)}`;

const conditions: Record<WorkloadWay, (own: string, share: WorkloadShare, steps: readonly Step[]) => string[]> = {
  bootstraps: (own) => [own, healthy],
  moves: (own, share, steps) => [
    own,
    "jsonpath={.status.phase}=Paused",
    // The pause comes last, and Argo reaches it only with the pods of the step before it ready.
    `jsonpath={.status.currentStepIndex}=${String(steps.length - 1)}`,
    weighing(share.targetPercent),
  ],
  // Argo calls the rollout healthy a moment before it takes the weights back from what is the stable release now.
  completes: (own) => [own, healthy, weighing(0)],
  // The steps that stay are not ours to hash; a rollout on its way was not healthy before.
  returns: () => [healthy, weighing(0)],
  stays: (own) => [own, healthy],
};
