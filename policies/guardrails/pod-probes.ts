import { guardrail } from "../guardrail";
import { hasPods, podOf } from "../pod";

const kinds = ["httpGet", "tcpSocket", "grpc", "exec"];

/** Refuses a serving pod of which the cluster cannot tell whether it is well. */
export const podProbes = guardrail(
  {
    name: "pod-probes",
    description: "Every container that serves says when it is ready and when it must be restarted.",
    remediationSteps: "Name the paths in the plan: `health: { live: /health, ready: /ready }`.",
  },
  hasPods,
  (seen) => {
    const { spec, serves } = podOf(seen);
    if (!serves) return [];
    return spec.containers.flatMap((container) =>
      (["readinessProbe", "livenessProbe"] as const)
        .filter((probe) => !kinds.some((kind) => container[probe]?.[kind] !== undefined))
        .map((probe) => `container "${container.name}" must have a ${probe}, got none`),
    );
  },
);
