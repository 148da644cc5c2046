import { rangeText } from "./range-text";
import type { AlertRule } from "./rule";
import { alertLabels } from "./threshold-rules";
import { selector, type WatchScope } from "./watch-scope";

/** Alerts about pages that go on: past the time in which somebody answers, and past the time that looking for the cause may take. Alertmanager knows no acknowledgement, so a page counts as open until it is resolved. */
export function escalationRules(
  scope: WatchScope,
  annotations: (alert: string, summary: string) => Readonly<Record<string, string>>,
): readonly AlertRule[] {
  const { page, investigateSeconds } = scope.plan.onCall;
  const firing = `ALERTS${selector(scope, 'severity="page"', 'alertstate="firing"')}`;
  const expr = `group by (about) (label_replace(${firing}, "about", "$1", "alertname", "(.*)"))`;
  const alert = (name: string, seconds: number, summary: string): AlertRule => ({
    ...{ alert: name, expr, for: rangeText(seconds), labels: alertLabels(scope, "escalation") },
    annotations: annotations(name, summary),
  });
  const due = "{{ $labels.about }} still fires: decide now whether to roll back";
  return [
    ...(page.kind === "within"
      ? [
          alert(
            "PageStillOpen",
            page.seconds,
            "{{ $labels.about }} still fires after the time in which a page is answered",
          ),
        ]
      : []),
    ...(investigateSeconds === undefined ? [] : [alert("DecisionDue", investigateSeconds, due)]),
  ];
}
