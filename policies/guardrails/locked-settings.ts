import { guardrail } from "../guardrail";
import { hasPods, podOf, type Container } from "../pod";
import type { Released, ReleaseMemory } from "../released";

type Service = Released["plan"]["services"][number];

/** Refuses a container in which a variable that the plan locks, such as CSRF_ENABLED, is missing or has another value. */
export const lockedSettings = (memory: ReleaseMemory) =>
  guardrail(
    {
      name: "locked-settings",
      description: "What the plan locks for a service, each of its containers has, with the value of the plan.",
      remediationSteps: "Change it in the plan, under `environment`, where it is reviewed and judged.",
    },
    hasPods,
    (seen) => {
      const { services } = memory.recall().plan;
      return podOf(seen).spec.containers.flatMap((container) => {
        const service = services.find(({ name }) => name === container.name);
        return (service?.locked ?? []).flatMap((variable) => {
          const wanted = wantedOf(service, variable);
          const found = valuesOf(container, variable);
          if (found.length > 0 && found.every((value) => value === wanted)) return [];
          return [`${variable} of service "${container.name}" must be ${wanted}, got ${found.join(", ") || "none"}`];
        });
      });
    },
  );

const reference = (secret: string, key: string): string => `secret ${secret}/${key}`;

function wantedOf(service: Service | undefined, variable: string): string {
  const secret = service?.secrets[variable];
  return secret === undefined ? JSON.stringify(service?.env[variable]) : reference(secret.name, secret.key);
}

/** Of two entries of the same name the last one counts, so all must hold. */
const valuesOf = ({ env = [] }: Container, variable: string): readonly string[] =>
  env
    .filter(({ name }) => name === variable)
    .map(({ value, valueFrom }) => {
      const secret = valueFrom?.secretKeyRef;
      return secret === undefined ? JSON.stringify(value ?? "") : reference(secret.name ?? "", secret.key);
    });
