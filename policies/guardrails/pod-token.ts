import { guardrail } from "../guardrail";
import { hasPods, podOf } from "../pod";

/** Refuses a pod that could speak to the API server. A token that names another audience is none for the API server, so it may be mounted. */
export const podToken = guardrail(
  {
    name: "pod-token",
    description: "No pod has a token for the API server: whoever takes a service over must not reach the cluster.",
    remediationSteps: "Declare it with automountServiceAccountToken: false and no projected token without an audience.",
  },
  hasPods,
  (seen) => {
    const { spec } = podOf(seen);
    const tokens = (spec.volumes ?? []).filter(({ projected }) => projected?.sources?.some(isToken) === true);
    return [
      ...(spec.automountServiceAccountToken === false
        ? []
        : ["its token must not be mounted, got no automountServiceAccountToken: false"]),
      ...tokens.map(({ name }) => `volume "${name}" must not carry a token for the API server, got a projected one`),
    ];
  },
);

function isToken({ serviceAccountToken }: Readonly<Record<string, unknown>>): boolean {
  if (serviceAccountToken === undefined) return false;
  const { audience } = serviceAccountToken as { audience?: unknown };
  return typeof audience !== "string" || audience === "" || audience.includes("kubernetes");
}
