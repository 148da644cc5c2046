import { z } from "zod";
import type { Seen } from "./guardrail";
import { isOneOf, kubernetesKind } from "./kubernetes-kind";

const Probe = z.looseObject({}).optional();
const Amounts = z.record(z.string(), z.union([z.string(), z.number()])).optional();

const Reference = z.object({
  secretKeyRef: z.object({ name: z.string().optional(), key: z.string() }).optional(),
});

const Container = z.object({
  name: z.string(),
  image: z.string().optional(),
  env: z
    .array(z.object({ name: z.string(), value: z.string().optional(), valueFrom: Reference.optional() }))
    .optional(),
  resources: z.object({ requests: Amounts, limits: Amounts }).optional(),
  readinessProbe: Probe,
  livenessProbe: Probe,
  securityContext: z
    .object({
      privileged: z.boolean().optional(),
      allowPrivilegeEscalation: z.boolean().optional(),
      readOnlyRootFilesystem: z.boolean().optional(),
      runAsNonRoot: z.boolean().optional(),
      runAsUser: z.number().optional(),
      capabilities: z.object({ drop: z.array(z.string()).optional(), add: z.array(z.string()).optional() }).optional(),
    })
    .optional(),
});
/** One container, as far as guardrails look at it. */
export type Container = z.infer<typeof Container>;

const PodSpec = z.object({
  automountServiceAccountToken: z.boolean().optional(),
  hostNetwork: z.boolean().optional(),
  hostPID: z.boolean().optional(),
  hostIPC: z.boolean().optional(),
  securityContext: z.object({ runAsNonRoot: z.boolean().optional(), runAsUser: z.number().optional() }).optional(),
  containers: z.array(Container).min(1, "must have a container"),
  initContainers: z.array(Container).optional(),
  ephemeralContainers: z.array(Container).optional(),
  volumes: z
    .array(
      z.object({
        name: z.string(),
        hostPath: z.unknown().optional(),
        projected: z.object({ sources: z.array(z.record(z.string(), z.unknown())).optional() }).optional(),
      }),
    )
    .optional(),
});

/** The pods of one resource, as far as guardrails look at them. */
export interface Pod {
  readonly spec: z.infer<typeof PodSpec>;
  /** Every container that runs at some time. */
  readonly containers: readonly Container[];
  /** Whether the pods go on until they are told to stop, unlike those of a job. */
  readonly serves: boolean;
}

const serving = [
  kubernetesKind("argoproj.io", "Rollout"),
  kubernetesKind("apps", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
  kubernetesKind("core", "Pod", "ReplicationController"),
];
const bare = kubernetesKind("core", "Pod");
const cron = kubernetesKind("batch", "CronJob");

/** Whether a resource of this type has pods. */
export const hasPods = isOneOf([...serving, cron, kubernetesKind("batch", "Job")]);

const Bare = z.object({ spec: PodSpec });
const Templated = z.object({ spec: z.object({ template: Bare }) });
const Scheduled = z.object({ spec: z.object({ jobTemplate: Templated }) });

/** Reads the pods of a resource. Throws where they cannot be seen, as in a Rollout that refers to another object for its template. */
export function podOf({ type, props }: Pick<Seen, "type" | "props">): Pod {
  const spec = specOf(type, props);
  const containers = [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])];
  return { spec, containers, serves: isOneOf(serving)(type) };
}

function specOf(type: string, props: unknown): Pod["spec"] {
  if (bare.test(type)) return Bare.parse(props).spec;
  if (cron.test(type)) return Scheduled.parse(props).spec.jobTemplate.spec.template.spec;
  return Templated.parse(props).spec.template.spec;
}
