import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota";
import type * as pulumi from "@pulumi/pulumi";
import { objectMetadata } from "../../../contract/object-metadata";
import { cpuQuantity, memoryQuantity } from "../../../contract/quantity";
import type { EnvironmentArgs } from "../environment";

/** Stable and candidate may both run in full, and the release that was just replaced stays until its last request is answered. */
const releasesAtOnce = 3;

type Service = EnvironmentArgs["services"][number];

/** How much the namespace may take in all, and what a container gets that says nothing. CPU has no limit by default: it throttles before it protects. */
export function room(name: string, args: Required<EnvironmentArgs>, opts: pulumi.CustomResourceOptions): void {
  const total = (of: (service: Service) => number): number =>
    args.services.reduce((sum, service) => sum + releasesAtOnce * mostReplicas(service) * of(service), 0);
  const metadata = objectMetadata({ name: "room", system: args.system, namespace: args.namespace });
  const hard = {
    pods: String(total(() => 1)),
    "requests.cpu": cpuQuantity(total(({ resources }) => resources.cpuMillicores)),
    "requests.memory": memoryQuantity(total(({ resources }) => resources.memoryBytes)),
    "limits.memory": memoryQuantity(total(({ resources }) => resources.memoryLimitBytes)),
  };
  new ResourceQuota(`${name}-quota`, { metadata, spec: { hard } }, opts);
  const defaults = { default: { memory: "128Mi" }, defaultRequest: { cpu: "100m", memory: "128Mi" } };
  new LimitRange(`${name}-limits`, { metadata, spec: { limits: [{ type: "Container", ...defaults }] } }, opts);
}

const mostReplicas = ({ replicas, scaling }: Service): number => Math.max(replicas, scaling?.maximumReplicas ?? 0);
