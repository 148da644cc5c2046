import type { WorkloadShare } from "../workload";
import type { Step } from "./step";
import { stepHash } from "./step-hash";

/**
 * What must be true in the rollout's status before an update counts as done, as the value of `pulumi.com/waitFor`.
 * The hash of the steps comes with every list: without it a new image with the same share passes at once on the old status.
 * Source of the form: pulumi-kubernetes, provider/pkg/metadata/overrides.go.
 */
export function settled(share: WorkloadShare, steps: readonly Step[]): string {
  const healthy = "jsonpath={.status.phase}=Healthy";
  // The steps that stay are not ours to hash; a rollout on its way was not healthy before.
  if (share.way === "returns") return JSON.stringify([healthy]);
  const own = `jsonpath={.status.currentStepHash}=${stepHash(steps)}`;
  if (share.way !== "moves") return JSON.stringify([own, healthy]);
  return JSON.stringify([
    own,
    "jsonpath={.status.phase}=Paused",
    // The pause comes last, and Argo reaches it only with the pods of the step before it ready.
    `jsonpath={.status.currentStepIndex}=${String(steps.length - 1)}`,
    `jsonpath={.status.canary.weights.canary.weight}=${String(share.targetPercent)}`,
  ]);
}
