import type { CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource";
import { selectorLabels } from "../../../contract/object-names";
import type { WorkloadArgs, WorkloadService } from "../workload";
import { canary } from "./canary";
import { metadataOf } from "./metadata";
import { podTemplate } from "./pod-template";
import type { RolloutSpec } from "./rollout-spec";
import { settled } from "./settled";
import { steps } from "./steps";

/** How many old ReplicaSets stay for a way back; each costs nothing while it has no pods. */
const revisionHistoryLimit = 5;

/** The Rollout of one service. Its name and its selector come from the service's name alone, so they cannot change under it. */
export function rollout(service: WorkloadService, args: Required<WorkloadArgs>): CustomResourceArgs {
  const list = steps(args.share, args.strategy === "blue-green" ? service.replicas : 1);
  const spec: RolloutSpec = {
    replicas: service.replicas,
    revisionHistoryLimit,
    progressDeadlineSeconds: args.waitSeconds,
    selector: { matchLabels: { ...selectorLabels(args.system, service.name) } },
    template: podTemplate(service, args),
    strategy: { canary: canary(service, args, list) },
  };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: metadataOf(service.name, args, {
      "pulumi.com/waitFor": settled(args.share, list),
      "pulumi.com/timeoutSeconds": String(args.waitSeconds),
    }),
    spec,
  };
}
