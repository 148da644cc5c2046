import type { V1PolicyRule } from "@kubernetes/client-node";

/** Who talks to the API server: one name, one token, one kubeconfig each. */
export type IdentityName =
  | "admin"
  | "scheduler"
  | "controller-manager"
  | "kubelet"
  | "rollouts"
  | "traefik"
  | "prometheus"
  | "pulumi"
  | "oncall"
  | "guard"
  | "viewer";

/** An identity: the user and groups its token stands for, upstream ClusterRoles bound to it, and rules of its own. */
export interface Identity {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly clusterRoles?: readonly string[];
  readonly rules?: readonly V1PolicyRule[];
}

const read = ["get", "list", "watch"];
const write = ["create", "update", "patch", "delete"];
const rule = (apiGroups: string[], resources: string[], verbs: string[]): V1PolicyRule => ({
  apiGroups,
  resources,
  verbs,
});
const routers = [
  rule(["traefik.io"], ["*"], read),
  rule(["gateway.networking.k8s.io"], ["*"], read),
  rule(["argoproj.io"], ["*"], read),
];

/** What the Argo Rollouts controller asks for in its own manifests, without the meshes and clouds the lab lacks. */
const rollouts: readonly V1PolicyRule[] = [
  rule(["argoproj.io"], ["rollouts", "rollouts/status", "rollouts/finalizers"], [...read, "update", "patch"]),
  rule(
    ["argoproj.io"],
    ["analysisruns", "analysisruns/finalizers", "experiments", "experiments/finalizers"],
    [...read, ...write],
  ),
  rule(["argoproj.io"], ["analysistemplates", "clusteranalysistemplates"], read),
  rule(["apps"], ["replicasets"], [...read, ...write]),
  rule(["", "apps"], ["deployments", "podtemplates"], [...read, "update"]),
  rule([""], ["services"], [...read, "create", "patch", "delete"]),
  rule([""], ["secrets", "configmaps"], read),
  rule([""], ["pods"], ["list", "watch", "update"]),
  rule([""], ["pods/eviction"], ["create"]),
  rule([""], ["events"], ["create", "update", "patch"]),
  rule(["networking.k8s.io"], ["ingresses"], [...read, "create", "update", "patch"]),
  rule(["batch"], ["jobs"], [...read, ...write]),
  rule(["coordination.k8s.io"], ["leases"], ["create", "get", "update"]),
  rule(["traefik.io"], ["traefikservices"], ["get", "watch", "update"]),
];

/** What Traefik's two Kubernetes providers read, and the statuses that the Gateway provider writes. */
const traefik: readonly V1PolicyRule[] = [
  rule([""], ["services", "secrets", "nodes", "configmaps", "namespaces"], read),
  rule([""], ["pods"], ["get"]),
  rule(["discovery.k8s.io"], ["endpointslices"], ["list", "watch"]),
  rule(["networking.k8s.io"], ["ingresses", "ingressclasses"], read),
  rule(["networking.k8s.io"], ["ingresses/status"], ["update"]),
  rule(["traefik.io"], ["*"], read),
  rule(["gateway.networking.k8s.io"], ["*"], read),
  rule(
    ["gateway.networking.k8s.io"],
    ["gatewayclasses/status", "gateways/status", "httproutes/status", "grpcroutes/status"].concat(
      "tcproutes/status",
      "tlsroutes/status",
      "referencegrants/status",
      "backendtlspolicies/status",
    ),
    ["update"],
  ),
];

/** What a release program declares; no `escalate` and no `bind`, so it can hand out no right that it lacks itself. */
const pulumi: readonly V1PolicyRule[] = [
  rule(
    [""],
    ["namespaces", "services", "configmaps", "secrets", "serviceaccounts", "resourcequotas", "limitranges"].concat(
      "pods",
      "persistentvolumeclaims",
    ),
    [...read, ...write],
  ),
  rule([""], ["events", "pods/log", "endpoints", "nodes", "replicationcontrollers"], read),
  rule(["events.k8s.io"], ["events"], read),
  rule(["discovery.k8s.io"], ["endpointslices"], read),
  rule(["apps"], ["deployments", "statefulsets", "daemonsets", "replicasets"], [...read, ...write]),
  rule(["apps"], ["deployments/scale", "statefulsets/scale"], ["get", "update", "patch"]),
  rule(["batch"], ["jobs", "cronjobs"], [...read, ...write]),
  rule(["policy"], ["poddisruptionbudgets"], [...read, ...write]),
  rule(["autoscaling"], ["horizontalpodautoscalers"], [...read, ...write]),
  rule(["networking.k8s.io"], ["networkpolicies", "ingresses"], [...read, ...write]),
  rule(["scheduling.k8s.io"], ["priorityclasses"], [...read, ...write]),
  rule(["rbac.authorization.k8s.io"], ["roles", "rolebindings"], [...read, ...write]),
  rule(
    ["admissionregistration.k8s.io"],
    ["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
    [...read, ...write],
  ),
  rule(["apiextensions.k8s.io"], ["customresourcedefinitions"], [...read, ...write]),
  ...[
    "argoproj.io",
    "traefik.io",
    "gateway.networking.k8s.io",
    "cert-manager.io",
    "monitoring.coreos.com",
    "sluice.dev",
  ].map((group) => rule([group], ["*"], [...read, ...write])),
];

/** Every identity of the lab. Only `admin` is a member of `system:masters`. */
export const identities: Readonly<Record<IdentityName, Identity>> = {
  admin: { user: "admin", groups: ["system:masters"] },
  scheduler: { user: "system:kube-scheduler" },
  "controller-manager": { user: "system:kube-controller-manager" },
  kubelet: { user: "system:node:node-a", groups: ["system:nodes"] },
  rollouts: { user: "rollouts", rules: rollouts },
  traefik: { user: "traefik", rules: traefik },
  prometheus: {
    user: "prometheus",
    rules: [
      rule([""], ["nodes", "services", "endpoints", "pods", "namespaces"], read),
      rule(["discovery.k8s.io"], ["endpointslices"], read),
    ],
  },
  pulumi: { user: "pulumi", rules: pulumi },
  // What these two may write is given to them by the roles of a stack, and by nothing of the lab.
  oncall: { user: "oncall", clusterRoles: ["view"] },
  guard: { user: "guard" },
  viewer: { user: "viewer", clusterRoles: ["view"], rules: routers },
};
