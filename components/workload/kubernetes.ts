import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget";
import * as pulumi from "@pulumi/pulumi";
import { selectorLabels } from "../../contract/object-names";
import { rollout } from "./kubernetes/rollout";
import { metadataOf } from "./kubernetes/metadata";
import type { Workload, WorkloadArgs, WorkloadDriver, WorkloadService, WorkloadWay } from "./workload";

/** Argo Rollouts: one Rollout a service, one after the other, each with a budget for voluntary disruptions. */
export const kubernetes: WorkloadDriver = (name, args, parent) => {
  const rollouts: CustomResource[] = [];
  for (const service of args.services) {
    rollouts.push(rollOut(name, service, args, parent, rollouts.at(-1)));
    budget(name, service, args, parent);
  }
  // A Rollout is registered only once its share is reached, so both outputs wait for that.
  const reached = pulumi.all(rollouts.map(({ urn }) => urn));
  return {
    rollouts: reached.apply(() => Object.fromEntries(args.services.map((service) => [service.name, service.name]))),
    reachedAt: reached.apply(() => new Date().toISOString()),
  };
};

/** What an update leaves as it is, by the way it goes. */
const left: Record<WorkloadWay, readonly string[]> = {
  bootstraps: [],
  moves: [],
  completes: [],
  returns: ["spec.strategy"],
  stays: ["spec.strategy", "metadata.annotations"],
};

function rollOut(
  name: string,
  service: WorkloadService,
  args: Required<WorkloadArgs>,
  parent: Workload,
  previous: CustomResource | undefined,
): CustomResource {
  return new CustomResource(`${name}-${service.name}-rollout`, rollout(service, args), {
    parent,
    // A replaced Rollout has no stable release and would send everything to the candidate.
    protect: true,
    ...(previous ? { dependsOn: [previous] } : {}),
    ignoreChanges: [...left[args.share.way]],
  });
}

function budget(name: string, service: WorkloadService, args: Required<WorkloadArgs>, parent: Workload): void {
  new PodDisruptionBudget(
    `${name}-${service.name}-budget`,
    {
      metadata: metadataOf(service.name, args),
      spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels(args.system, service.name) } },
    },
    { parent },
  );
}
