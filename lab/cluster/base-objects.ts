import type { KubernetesObject } from "@kubernetes/client-node";

/** What stands in every lab besides its access rules: the controller's namespace and the class that Traefik serves. */
export function baseObjects(): KubernetesObject[] {
  return [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "argo-rollouts" } }];
}

/** The GatewayClass of the lab's edge; it needs the Gateway API's definitions first. */
export function gatewayClass(): KubernetesObject {
  const object = {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    metadata: { name: "traefik" },
    spec: { controllerName: "traefik.io/gateway-controller" },
  };
  return object;
}
