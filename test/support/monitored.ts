import type { MonitoringArgs } from "../../components/monitoring/monitoring";
import type { MonitoringSettings } from "../../contract/monitoring-settings";
import type { Plan } from "../../plan/plan";
import { planOf } from "./rules/rule-systems";
import { place, services } from "./shop";

/** The thresholds and the on-call contract of proofile, for the services of the shop. */
export const monitoredPlan: Plan = { ...planOf("proofile"), system: place.system, services };

/** Where the shop's alerts go. */
export const monitoringSettings: MonitoringSettings = {
  labels: { release: "kube-prometheus-stack" },
  prober: "blackbox-exporter.monitoring:9115",
  runbooks: "https://runbooks.example.com",
  receivers: {
    pager: { kind: "pagerduty", routingKey: { name: "on-call", key: "pagerduty" } },
    chat: { kind: "slack", url: { name: "on-call", key: "slack" }, channel: "#releases" },
    manager: { kind: "webhook", url: { name: "on-call", key: "manager" } },
    heartbeat: { kind: "webhook", url: { name: "on-call", key: "heartbeat" } },
  },
  notify: {
    page: ["pager", "chat"],
    warn: ["chat"],
    info: ["chat"],
    escalation: ["manager"],
    watchdog: ["heartbeat"],
  },
};

/** Valid arguments of the monitoring. */
export const monitoringArgs: MonitoringArgs = {
  ...place,
  plan: monitoredPlan,
  phase: "canary",
  candidate: true,
  settings: monitoringSettings,
};
