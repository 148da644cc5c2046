import { selectorLabels } from "../../../contract/object-names";
import type { WorkloadArgs, WorkloadService } from "../workload";
import { container } from "./container";
import type { PodTemplate } from "./rollout-spec";

/** Seconds beyond the drain in which a process may end by itself before it is killed. */
const lastSeconds = 10;

/** The pods of one service: as the `restricted` Pod Security standard wants them, spread over nodes and zones. */
export function podTemplate(service: WorkloadService, args: Required<WorkloadArgs>): PodTemplate {
  const labels = { ...selectorLabels(args.system, service.name) };
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: service.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: service.drainSeconds + lastSeconds,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        fsGroup: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      },
      topologySpreadConstraints: ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map((topologyKey) => ({
        topologyKey,
        maxSkew: 1,
        whenUnsatisfiable: "ScheduleAnyway" as const,
        labelSelector: { matchLabels: labels },
      })),
      containers: [container(service, args.images[service.name])],
      volumes: [{ name: "tmp", emptyDir: { sizeLimit: "64Mi" } }],
    },
  };
}
