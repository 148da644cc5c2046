import type { Manifest } from "./manifests";

/** An object that no controller knows, of each kind that can send traffic to a candidate; made to measure. */
export interface Probe {
  readonly kind: string;
  /** The object at a share of the candidate in percent. */
  readonly at: (percent: number) => Manifest;
  readonly path: string;
}

const namespace = "shop-production";
const metadata = { name: "probe", namespace };
const pair = (percent: number) => [
  { name: "probe-stable", port: 80, weight: 100 - percent },
  { name: "probe-candidate", port: 80, weight: percent },
];

const rolloutSpec = {
  replicas: 0,
  selector: { matchLabels: { app: "probe" } },
  template: { metadata: { labels: { app: "probe" } }, spec: { containers: [{ name: "probe", image: "probe" }] } },
};

/** The strategy of a Rollout that rests at a share. */
export const restingAt = (percent: number, from: number = percent) => ({
  canary: {
    stableService: "probe-stable",
    canaryService: "probe-candidate",
    trafficRouting: { traefik: { weightedTraefikServiceName: "probe" } },
    steps: [{ setWeight: from }, { setWeight: percent }, { pause: {} }],
  },
});

/** The probes by kind. */
export const probes: readonly Probe[] = [
  {
    kind: "TraefikService",
    path: `/apis/traefik.io/v1alpha1/namespaces/${namespace}/traefikservices/probe`,
    at: (percent) => ({
      apiVersion: "traefik.io/v1alpha1",
      kind: "TraefikService",
      metadata,
      spec: { weighted: { services: pair(percent) } },
    }),
  },
  {
    kind: "Rollout",
    path: `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/probe`,
    at: (percent) => ({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata,
      spec: { ...rolloutSpec, strategy: restingAt(percent) },
    }),
  },
  {
    kind: "HTTPRoute",
    path: `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes/probe`,
    at: (percent) => ({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata,
      spec: {
        parentRefs: [{ name: "edge" }],
        hostnames: ["shop.example.com"],
        rules: [{ backendRefs: pair(percent) }],
      },
    }),
  },
];

/** Traefik's route, which knows no shares: it leads to the weighted pair or straight to the candidate. */
export const ingressProbe = {
  path: `/apis/traefik.io/v1alpha1/namespaces/${namespace}/ingressroutes/probe`,
  to: (service: string, match: string, kind = "Service"): Manifest => ({
    apiVersion: "traefik.io/v1alpha1",
    kind: "IngressRoute",
    metadata,
    spec: { routes: [{ kind: "Rule", match, services: [{ name: service, kind, port: 80 }] }] },
  }),
};
