import { token } from "../../contract/tokens";
import { ancestors } from "../ancestors";
import { guardrail } from "../guardrail";
import { isOneOf, kubernetesKind } from "../kubernetes-kind";

/** Types that carry production traffic or run a release. None may stand outside of a `Release`, where no gate would judge it. */
export const guardedTypes: readonly RegExp[] = [
  kubernetesKind("argoproj.io", "Rollout", "Experiment"),
  kubernetesKind("traefik.io", "TraefikService", "IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "Middleware"),
  kubernetesKind("gateway.networking.k8s.io", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"),
  kubernetesKind("apps", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
  kubernetesKind("core", "Pod", "ReplicationController"),
  kubernetesKind("batch", "Job", "CronJob"),
  kubernetesKind("networking.k8s.io", "Ingress"),
  kubernetesKind("sluice.dev", "Hold"),
  /^aws:(lb|alb)\/listener(Rule)?:Listener(Rule)?$/,
  /^azure-native:app(\/[^:]+)?:ContainerApp$/,
];

/** Refuses what serves traffic but has no `Release` above it. */
export const insideRelease = guardrail(
  {
    name: "inside-release",
    description: "Whatever serves traffic stands below the Release of its stack, so that its gates judge it.",
    remediationSteps: "Declare it in a component with { parent: release }, or leave it out of this stack.",
  },
  isOneOf(guardedTypes),
  ({ urn }) =>
    ancestors(urn).includes(token.release)
      ? []
      : [`it must stand below a ${token.release}, got ${ancestors(urn).join(" > ") || "none"}`],
);
