import type { KubernetesObject } from "@kubernetes/client-node";

/** The sample application's namespace and name, the hosts its two routes answer to, and the share of its new version. */
export const sample = {
  namespace: "sample",
  name: "app",
  traefikHost: "app.lab",
  gatewayHost: "gateway.lab",
  candidatePercent: 25,
} as const;

type LabObject = KubernetesObject & { readonly spec?: unknown };

const { namespace, name, candidatePercent } = sample;
const port = 8000;
const metadata = (ending = ""): { name: string; namespace: string } => ({ name: `${name}${ending}`, namespace });
const tracks = ["-stable", "-candidate"];
const weights = [100 - candidatePercent, candidatePercent];

/**
 * The sample application behind both kinds of router: a TraefikService whose weights Argo Rollouts drives, and an HTTPRoute
 * with the same shares written down. Both send to the Services that the Rollout points at the two versions.
 */
export function sampleObjects(image: string, replicas = 2): LabObject[] {
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
    ...tracks.map((track) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: metadata(track),
      spec: { selector: { app: name }, ports: [{ name: "http", port: 80, targetPort: port }] },
    })),
    {
      apiVersion: "traefik.io/v1alpha1",
      kind: "TraefikService",
      metadata: metadata(),
      spec: {
        weighted: {
          services: tracks.map((track, at) => ({ name: `${name}${track}`, port: 80, weight: at === 0 ? 100 : 0 })),
        },
      },
    },
    {
      apiVersion: "traefik.io/v1alpha1",
      kind: "IngressRoute",
      metadata: metadata(),
      spec: {
        entryPoints: ["web"],
        routes: [
          { match: `Host(\`${sample.traefikHost}\`)`, kind: "Rule", services: [{ name, kind: "TraefikService" }] },
        ],
      },
    },
    ...gateway(),
    rollout(image, replicas, []),
  ];
}

/** The Rollout on its way to a new image: at the candidate's share, waiting there. */
export function sampleRelease(image: string, replicas = 2): LabObject {
  // A new image begins at 0: without that step Argo Rollouts would jump to the first weight before a pod is ready.
  return rollout(image, replicas, [{ setWeight: 0 }, { setWeight: candidatePercent }, { pause: {} }]);
}

function gateway(): LabObject[] {
  return [
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: metadata(),
      spec: { gatewayClassName: "traefik", listeners: [{ name: "web", port: 8000, protocol: "HTTP" }] },
    },
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: metadata(),
      spec: {
        parentRefs: [{ name }],
        hostnames: [sample.gatewayHost],
        rules: [
          { backendRefs: tracks.map((track, at) => ({ name: `${name}${track}`, port: 80, weight: weights[at] })) },
        ],
      },
    },
  ];
}

function rollout(image: string, replicas: number, steps: readonly object[]): LabObject {
  const container = {
    name,
    image,
    env: [{ name: "PORT", value: `${port}` }],
    ports: [{ name: "http", containerPort: port }],
    readinessProbe: { httpGet: { path: "/health", port: "http" }, periodSeconds: 1 },
    // A pod that leaves keeps answering until Traefik has stopped sending to it.
    lifecycle: { preStop: { sleep: { seconds: 2 } } },
  };
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: metadata(),
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { terminationGracePeriodSeconds: 10, automountServiceAccountToken: false, containers: [container] },
      },
      strategy: {
        canary: {
          stableService: `${name}-stable`,
          canaryService: `${name}-candidate`,
          trafficRouting: { traefik: { weightedTraefikServiceName: name } },
          steps,
        },
      },
    },
  };
}
