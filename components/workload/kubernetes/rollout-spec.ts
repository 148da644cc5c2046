import type { IRollout } from "@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout" with {
  "resolution-mode": "import",
};

/** The spec of a Rollout, as generated from Argo's own types. */
export type RolloutSpec = IRollout["spec"];
/** The part of it that names the strategy. */
export type RolloutStrategy = NonNullable<RolloutSpec["strategy"]>;
/** The pods that it makes. */
export type PodTemplate = NonNullable<RolloutSpec["template"]>;
