import type { ResourceValidationPolicy } from "@pulumi/policy";
import { token } from "../../contract/tokens";

/** Types that carry production traffic or run a release. None may stand outside of a `Release`, where no gate would judge it. */
export const guardedTypes: readonly RegExp[] = [
  /^kubernetes:argoproj\.io\/v1alpha1:Rollout$/,
  /^kubernetes:traefik\.io\/v1alpha1:(TraefikService|IngressRoute|IngressRouteTCP)$/,
  /^kubernetes:gateway\.networking\.k8s\.io\/[^:]+:(HTTPRoute|GRPCRoute|TCPRoute)$/,
  /^kubernetes:apps\/v1:(Deployment|StatefulSet|DaemonSet)$/,
  /^kubernetes:networking\.k8s\.io\/v1:Ingress$/,
  /^aws:(lb|alb)\/listener(Rule)?:Listener(Rule)?$/,
  /^azure-native:app(\/[^:]+)?:ContainerApp$/,
];

/** Refuses what serves traffic but has no `Release` above it. */
export const insideRelease: ResourceValidationPolicy = {
  name: "inside-release",
  description: "Whatever serves traffic stands below the Release of its stack, so that its gates judge it.",
  remediationSteps: "Declare it in a component with { parent: release }, or leave it out of this stack.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, urn, name }, reportViolation) => {
    if (!guardedTypes.some((guarded) => guarded.test(type)) || ancestorsOf(urn).includes(token.release)) return;
    reportViolation(
      `${type} "${name}": it must stand below a ${token.release}, got ${ancestorsOf(urn).join(" > ") || "none"}`,
    );
  },
};

/** Types above the resource, outermost first, as its URN chains them: `urn:pulumi:stack::project::A$B$type::name`. */
function ancestorsOf(urn: string): readonly string[] {
  return (urn.split("::")[2] ?? "").split("$").slice(0, -1);
}
