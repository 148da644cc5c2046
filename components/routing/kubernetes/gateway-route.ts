import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute" with {
  "resolution-mode": "import",
};
import * as pulumi from "@pulumi/pulumi";
import type { CompleteRoutingArgs, GatewayReference, RoutedService } from "../routing";
import { gatewayRules } from "./gateway-rules";
import { metadataOf } from "./metadata";

type Spec = IHTTPRoute["spec"];

/**
 * One HTTPRoute whose two backends carry the weights, and one that redirects to TLS.
 * The list of rules has the list type `atomic`: after the controller's first write it owns the whole of it, so the program leaves it alone.
 */
export function gatewayRoute(
  name: string,
  service: RoutedService,
  args: CompleteRoutingArgs,
  opts: pulumi.CustomResourceOptions,
): CustomResource {
  const gateway = args.gateway ?? missing(name);
  const declare = (role: string, object: string, spec: Spec, more: pulumi.CustomResourceOptions = {}): CustomResource =>
    new CustomResource(
      `${name}-${service.name}-${role}`,
      { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: metadataOf(object, args), spec },
      { ...opts, protect: true, ...more },
    );
  if (args.tlsSecret !== undefined && gateway.plainListener !== undefined && service.hosts.length > 0) {
    declare("redirect", `${service.name}-redirect`, redirect(service, gateway, gateway.plainListener));
  }
  const spec = { ...attached(service, gateway, gateway.listener), rules: gatewayRules(service, args) };
  return declare("route", service.name, spec, { ignoreChanges: ["spec.rules"] });
}

const attached = (service: RoutedService, gateway: GatewayReference, sectionName: string): Spec => ({
  parentRefs: [{ name: gateway.name, namespace: gateway.namespace, sectionName }],
  hostnames: service.hosts.length > 0 ? [...service.hosts] : [`${service.name}.internal`],
});

const redirect = (service: RoutedService, gateway: GatewayReference, listener: string): Spec => ({
  ...attached(service, gateway, listener),
  rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] }],
});

function missing(name: string): never {
  throw new pulumi.RunError(`routing "${name}": router gateway-api needs a gateway, got none`);
}
