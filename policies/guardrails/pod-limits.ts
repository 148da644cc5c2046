import { guardrail } from "../guardrail";
import { hasPods, podOf } from "../pod";

/** A limit on CPU throttles before it protects, so none is asked for. */
const wanted = [
  ["requests", "cpu"],
  ["requests", "memory"],
  ["limits", "memory"],
] as const;

/** Refuses a container that could take what the others need. */
export const podLimits = guardrail(
  {
    name: "pod-limits",
    description: "Every container says what it needs and how much memory it may take at most.",
    remediationSteps: "Name them in the plan: `resources: { cpu: 500 millicores, memory: 512 MiB }`.",
  },
  hasPods,
  (seen) =>
    podOf(seen).containers.flatMap(({ name, resources }) =>
      wanted
        .filter(([part, amount]) => (resources?.[part]?.[amount] ?? "") === "")
        .map(([part, amount]) => `container "${name}" must have resources.${part}.${amount}, got none`),
    ),
);
