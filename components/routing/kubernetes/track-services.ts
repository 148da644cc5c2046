import { Service } from "@pulumi/kubernetes/core/v1/service";
import { selectorLabels, trackServiceOf, type Track } from "../../../contract/object-names";
import type { CompleteRoutingArgs, RoutedService, Routing } from "../routing";
import { metadataOf } from "./metadata";

const tracks: readonly Track[] = ["stable", "candidate"];

/**
 * One service for each track. Argo adds the hash of a ReplicaSet to their selectors, so selectors are its own after the first write.
 * They have no endpoints until the Rollout runs, which is why nothing waits for them.
 */
export function trackServices(
  name: string,
  service: RoutedService,
  args: CompleteRoutingArgs,
  parent: Routing,
): Service[] {
  return tracks.map(
    (track) =>
      new Service(
        `${name}-${service.name}-${track}`,
        {
          metadata: metadataOf(trackServiceOf(service.name, track), args, { "pulumi.com/skipAwait": "true" }),
          spec: {
            type: "ClusterIP",
            selector: { ...selectorLabels(args.system, service.name) },
            ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
          },
        },
        { parent, protect: true, ignoreChanges: ["spec.selector", "metadata.annotations"] },
      ),
  );
}
