import { alertRoutes } from "./kubernetes/alert-routes";
import { podMonitors } from "./kubernetes/pod-monitors";
import { probes } from "./kubernetes/probes";
import { prometheusRule } from "./kubernetes/prometheus-rule";
import type { MonitoringDriver } from "./monitoring";

/** Objects of prometheus-operator, which the cluster's own Prometheus and Alertmanager pick up: what is scraped, what is judged, who is told. */
export const kubernetes: MonitoringDriver = (name, args, parent) => {
  podMonitors(name, args, parent);
  probes(name, args, parent);
  alertRoutes(name, args, parent);
  return { rules: prometheusRule(name, args, parent).metadata.apply(() => `PrometheusRule/${args.system}`) };
};
