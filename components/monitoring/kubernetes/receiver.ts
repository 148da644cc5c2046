import type { IReceiver } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/Receiver" with {
  "resolution-mode": "import",
};
import type { ReceiverSettings } from "../../../contract/monitoring-settings";

/** What a message says first: how many, what, and where it is told how to mend it. */
const title = "{{ .Status }}: {{ .GroupLabels.metric }} {{ .GroupLabels.service }} {{ .GroupLabels.track }}";
const text = "{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.runbook_url }}\n{{ end }}";

/** The receiver of one level: all who are named for it. */
export function receiver(
  level: string,
  names: readonly string[],
  all: Readonly<Record<string, ReceiverSettings>>,
): IReceiver {
  const named = names.flatMap((name) => all[name] ?? []);
  const webhookConfigs = named.flatMap((one) =>
    one.kind === "webhook" ? [{ urlSecret: { ...one.url }, sendResolved: true }] : [],
  );
  const pagerdutyConfigs = named.flatMap((one) =>
    one.kind === "pagerduty" ? [{ routingKey: { ...one.routingKey }, description: title, sendResolved: true }] : [],
  );
  const slackConfigs = named.flatMap((one) =>
    one.kind === "slack" ? [{ apiURL: { ...one.url }, channel: one.channel, title, text, sendResolved: true }] : [],
  );
  return {
    name: level,
    ...(webhookConfigs.length === 0 ? {} : { webhookConfigs }),
    ...(pagerdutyConfigs.length === 0 ? {} : { pagerdutyConfigs }),
    ...(slackConfigs.length === 0 ? {} : { slackConfigs }),
  };
}
