import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { IPodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor" with {
  "resolution-mode": "import",
};
import { selectorLabels, trackLabel } from "../../../contract/object-names";
import { rangeText } from "../../../release/watch/range-text";
import { stepSecondsOf } from "../../../release/watch/watch-scope";
import type { CompleteMonitoringArgs, Monitoring } from "../monitoring";
import { metadataOf } from "./metadata";

type Service = CompleteMonitoringArgs["plan"]["services"][number];
type Spec = IPodMonitor["spec"];

/** Where metrics are read when the plan names no path. */
const usualPath = "/metrics";

/** Which label of a pod becomes which label of its series. The rollout controller keeps the track true through promotion and abort, which no Service does. */
const labels: readonly (readonly [pod: string, series: string])[] = [
  ["app.kubernetes.io/name", "service"],
  ["app.kubernetes.io/part-of", "system"],
  [trackLabel, "track"],
  ["rollouts-pod-template-hash", "version"],
];

/** One for each service: every pod is scraped once, on the path that the plan names. */
export function podMonitors(name: string, args: CompleteMonitoringArgs, parent: Monitoring): void {
  for (const service of args.plan.services) {
    const metadata = metadataOf(service.name, args);
    new CustomResource(
      `${name}-${service.name}-scrape`,
      { apiVersion: "monitoring.coreos.com/v1", kind: "PodMonitor", metadata, spec: specOf(service, args) },
      { parent },
    );
  }
}

function specOf(service: Service, { system, plan }: CompleteMonitoringArgs): Spec {
  const relabelings = labels.map(([pod, series]) => ({
    action: "replace" as const,
    sourceLabels: [`__meta_kubernetes_pod_label_${pod.replace(/[^A-Za-z0-9_]/g, "_")}`],
    targetLabel: series,
  }));
  const interval = rangeText(stepSecondsOf(plan));
  const path = service.health.metrics ?? usualPath;
  return {
    selector: { matchLabels: { ...selectorLabels(system, service.name) } },
    podMetricsEndpoints: [{ port: "http", path, interval, scrapeTimeout: interval, relabelings }],
  };
}
