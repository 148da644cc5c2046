import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { IPrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule" with {
  "resolution-mode": "import",
};
import type { CompleteMonitoringArgs, Monitoring } from "../monitoring";
import { metadataOf } from "./metadata";

/** All rules of a stack in one object, so that they are loaded together or not at all. */
export function prometheusRule(name: string, args: CompleteMonitoringArgs, parent: Monitoring): CustomResource {
  const spec: IPrometheusRule["spec"] = {
    groups: args.rules.map(({ name: group, interval, rules }) => ({
      name: group,
      interval,
      rules: rules.map((rule) => ({ ...rule })),
    })),
  };
  return new CustomResource(
    `${name}-rules`,
    { apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule", metadata: metadataOf(args.system, args), spec },
    { parent },
  );
}
