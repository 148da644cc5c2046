import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type * as pulumi from "@pulumi/pulumi";
import type { CompleteRoutingArgs, RoutedService } from "../routing";
import { ingressRoutes } from "./ingress-routes";
import { metadataOf } from "./metadata";
import { traefikSplit } from "./traefik-split";

/**
 * A TraefikService that splits by weight and the IngressRoutes that lead to it.
 * The weights belong to Argo from its first write on. They are declared once, as 100 and 0, because Traefik reads a missing weight as 1.
 * The whole list is left alone: the CRD gives it no list type, so server-side apply knows no owner of a single weight.
 */
export function traefikRoute(
  name: string,
  service: RoutedService,
  args: CompleteRoutingArgs,
  opts: pulumi.CustomResourceOptions,
): CustomResource {
  const split = new CustomResource(
    `${name}-${service.name}-split`,
    {
      apiVersion: "traefik.io/v1alpha1",
      kind: "TraefikService",
      metadata: metadataOf(service.name, args),
      spec: traefikSplit(service, args),
    },
    { ...opts, protect: true, ignoreChanges: ["spec.weighted.services"] },
  );
  for (const [role, spec] of Object.entries(ingressRoutes(service, args))) {
    new CustomResource(
      `${name}-${service.name}-${role}`,
      {
        apiVersion: "traefik.io/v1alpha1",
        kind: "IngressRoute",
        metadata: metadataOf(`${service.name}-${role}`, args),
        spec,
      },
      { ...opts, protect: true, dependsOn: [split] },
    );
  }
  return split;
}
