import { cpuQuantity, memoryQuantity } from "../../../contract/quantity";
import type { WorkloadService } from "../workload";
import type { PodTemplate } from "./rollout-spec";

type Container = NonNullable<NonNullable<PodTemplate["spec"]>["containers"]>[number];

/** The one container of a pod: least privilege, probes on the plan's paths, and time to drain before it is told to stop. */
export function container(service: WorkloadService, image: string | undefined): Container {
  const probe = (path: string) => ({ httpGet: { path, port: "http" }, timeoutSeconds: 2 });
  return {
    name: service.name,
    ...(image === undefined ? {} : { image }),
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: "http", containerPort: service.port }],
    env: environment(service),
    resources: resources(service),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
    startupProbe: { ...probe(service.health.ready), periodSeconds: 1, failureThreshold: 120 },
    readinessProbe: { ...probe(service.health.ready), periodSeconds: 2, failureThreshold: 2 },
    livenessProbe: { ...probe(service.health.live), periodSeconds: 10, failureThreshold: 3 },
    // The router needs a moment to see that the pod goes; until then the process must go on answering.
    lifecycle: { preStop: { sleep: { seconds: service.drainSeconds } } },
  };
}

function environment(service: WorkloadService): NonNullable<Container["env"]> {
  const plain = Object.entries(service.env).map(([name, value]) => ({ name, value }));
  const secret = Object.entries(service.secrets).map(([name, reference]) => ({
    name,
    valueFrom: { secretKeyRef: { name: reference.name, key: reference.key } },
  }));
  return [...plain, ...secret];
}

function resources({ resources: room }: WorkloadService): NonNullable<Container["resources"]> {
  const cpu = room.cpuLimitMillicores === undefined ? {} : { cpu: cpuQuantity(room.cpuLimitMillicores) };
  return {
    requests: { cpu: cpuQuantity(room.cpuMillicores), memory: memoryQuantity(room.memoryBytes) },
    limits: { ...cpu, memory: memoryQuantity(room.memoryLimitBytes) },
  };
}
