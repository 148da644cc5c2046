import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { input } from "@pulumi/kubernetes/types";
import type * as pulumi from "@pulumi/pulumi";
import { objectMetadata } from "../../../contract/object-metadata";
import { selectorLabels } from "../../../contract/object-names";
import type { EnvironmentArgs } from "../environment";
import { destination } from "./destination";
import { storePort } from "./store-port";

type Spec = input.networking.v1.NetworkPolicySpec;
type Service = EnvironmentArgs["services"][number];

/** Nothing in and nothing out, and then each opening by its name. */
export function network(name: string, args: Required<EnvironmentArgs>, opts: pulumi.CustomResourceOptions): void {
  const openings = args.services.map((service) => ({ ...inward(service, args), ...outward(service, args) }));
  for (const [role, spec] of Object.entries(Object.assign({}, closed, ...openings) as Record<string, Spec>)) {
    const metadata = objectMetadata({ name: role, system: args.system, namespace: args.namespace });
    new NetworkPolicy(`${name}-${role}`, { metadata, spec }, opts);
  }
}

const namespaced = (namespace: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
});
const tcp = (port: number) => ({ protocol: "TCP", port });

/** Every pod may resolve names, and nothing else. */
const closed: Record<string, Spec> = {
  "default-deny": { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  dns: {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [{ to: [namespaced("kube-system")], ports: [{ protocol: "UDP", port: 53 }, tcp(53)] }],
  },
};

/** The gateway may send requests and the monitoring may scrape, each on the service's own port. */
function inward(service: Service, args: Required<EnvironmentArgs>): Record<string, Spec> {
  const opening = (namespace: string): Spec => ({
    podSelector: { matchLabels: selectorLabels(args.system, service.name) },
    policyTypes: ["Ingress"],
    ingress: [{ from: [namespaced(namespace)], ports: [tcp(service.port)] }],
  });
  return {
    [`gateway-to-${service.name}`]: opening(args.gatewayNamespace),
    [`monitoring-to-${service.name}`]: opening(args.monitoringNamespace),
  };
}

/** A service calls what its plan names: stores and outside hosts directly, other services through the gateway, which knows the track. */
function outward(service: Service, args: Required<EnvironmentArgs>): Record<string, Spec> {
  const podSelector = { matchLabels: selectorLabels(args.system, service.name) };
  const stores = args.stores.filter(({ name }) => service.calls.includes(name));
  const egress = [
    ...stores.map((store) => ({ to: destination(store.host), ports: [tcp(storePort(store))] })),
    ...service.callsOutside.map(({ host, port }) => ({ to: destination(host), ports: [tcp(port)] })),
    ...(args.services.some(({ name }) => service.calls.includes(name))
      ? [{ to: [namespaced(args.gatewayNamespace)] }]
      : []),
  ];
  return egress.length === 0 ? {} : { [`from-${service.name}`]: { podSelector, policyTypes: ["Egress"], egress } };
}
