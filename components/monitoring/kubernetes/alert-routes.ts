import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { IAlertmanagerConfig } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/AlertmanagerConfig" with {
  "resolution-mode": "import",
};
import type { NotifySettings } from "../../../contract/monitoring-settings";
import { rangeText } from "../../../release/watch/range-text";
import type { CompleteMonitoringArgs, Monitoring } from "../monitoring";
import { metadataOf } from "./metadata";
import { receiver } from "./receiver";

type Spec = NonNullable<IAlertmanagerConfig["spec"]>;
type Route = NonNullable<Spec["route"]>;
type Answer = CompleteMonitoringArgs["plan"]["onCall"]["page"];

/** What belongs to one cause is told at once: alerts of one metric, of one service's track. */
const groupBy = ["metric", "service", "track"];

/** Name of the time in which notes are delivered. */
const businessDays = "business-days";

/** Who is told of what, and how often while nobody has mended it: the plan's on-call contract. Without receivers somebody else keeps the routes. */
export function alertRoutes(name: string, args: CompleteMonitoringArgs, parent: Monitoring): void {
  const { notify } = args.settings;
  if (notify === undefined) return;
  const levels = levelsOf(args, notify);
  const spec: Spec = {
    route: {
      receiver: "warn",
      groupBy,
      // Kubernetes keeps the routes below the first as free JSON.
      routes: levels.map(({ route }) => route) as NonNullable<Route["routes"]>,
    },
    receivers: levels.map(({ route: { receiver: level }, tells }) => receiver(level, tells, args.settings.receivers)),
    inhibitRules,
    muteTimeIntervals: [{ name: businessDays, timeIntervals: [{ weekdays: ["monday:friday"] }] }],
  };
  new CustomResource(
    `${name}-routes`,
    {
      apiVersion: "monitoring.coreos.com/v1alpha1",
      kind: "AlertmanagerConfig",
      metadata: metadataOf(args.system, args),
      spec,
    },
    { parent },
  );
}

interface Level {
  readonly route: Route & { readonly receiver: string };
  readonly tells: readonly string[];
}

function levelsOf({ plan: { onCall } }: CompleteMonitoringArgs, notify: NotifySettings): readonly Level[] {
  const level = (word: string, severity: string, tells: readonly string[], times: Partial<Route>): Level => ({
    route: { receiver: word, matchers: [{ name: "severity", value: severity, matchType: "=" }], ...times },
    tells,
  });
  return [
    level("watchdog", "none", notify.watchdog ?? [], { groupWait: "1s", groupInterval: "1m", repeatInterval: "1m" }),
    level("escalation", "escalation", notify.escalation ?? notify.page, pressing(onCall.page)),
    level("page", "page", notify.page, pressing(onCall.page)),
    level("warn", "warn", notify.warn, answerTimes(onCall.warn)),
    level("info", "info", notify.info, answerTimes(onCall.info)),
  ];
}

/** A page waits for nothing, whatever its time of answer. */
const pressing = (answer: Answer): Partial<Route> => ({ ...answerTimes(answer), groupWait: "1s" });

/** What is not mended within the time of answer is told again then. A note for the next business day waits for one, and comes once a day. */
function answerTimes(answer: Answer): Partial<Route> {
  if (answer.kind === "within") {
    return { groupWait: "30s", groupInterval: "1m", repeatInterval: rangeText(answer.seconds) };
  }
  return { groupWait: "5m", groupInterval: "1h", repeatInterval: "1d", activeTimeIntervals: [businessDays] };
}

const severity = (value: string) => [{ name: "severity", value, matchType: "=" as const }];

/** Whoever is woken for a metric need not hear that it was a warning before. */
const inhibitRules: NonNullable<Spec["inhibitRules"]> = [
  { sourceMatch: severity("page"), targetMatch: severity("warn"), equal: groupBy },
  { sourceMatch: severity("page"), targetMatch: severity("info"), equal: groupBy },
  { sourceMatch: severity("warn"), targetMatch: severity("info"), equal: groupBy },
];
