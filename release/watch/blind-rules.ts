import type { WhenBlind } from "../../plan/watch";
import { indicatorOf } from "./indicators";
import { rangeText } from "./range-text";
import type { AlertRule, RecordRule } from "./rule";
import { alertLabels } from "./threshold-rules";
import { longWindow, selector, shortWindow, type WatchScope } from "./watch-scope";
import type { Watched } from "./watched";

/** Series that count the targets of each service and track that answer, and that have all that the triggers read. The rollback asks for it: no series, no sight. */
export const liveRecord = "sluice:live_targets";

/** What the rules about sight are made of. */
export interface SightQuestion {
  readonly scope: WatchScope;
  /** The thresholds in force. */
  readonly watched: readonly Watched[];
  /** Whether a candidate should be there now. */
  readonly candidate: boolean;
  readonly annotations: (alert: string, summary: string) => Readonly<Record<string, string>>;
}

/** Every service that answers requests has these; the others only where it does what they count. */
const everywhere = /^(?:http|process)_/;

const sourcesOf = (watched: readonly Watched[], { plan }: WatchScope): readonly string[] => [
  ...new Set(watched.map(({ metric }) => indicatorOf(metric, plan)?.source ?? "").filter((source) => source !== "")),
];

/** Counts what the rules can see. */
export function liveRule({ scope, watched }: SightQuestion): RecordRule {
  const triggers = watched.filter(({ level }) => level === "rollback");
  const read = sourcesOf(triggers, scope).map((source) => {
    const labels = everywhere.test(source) ? "service, track" : "track";
    return ` and on (${labels}) group by (${labels}) (${source}${selector(scope)})`;
  });
  const up = `count by (service, track) (up${selector(scope)} == 1)`;
  return { record: liveRecord, expr: `${up}${read.join("")}`, labels: { namespace: scope.namespace } };
}

/** The alerts about what cannot be seen: the candidate, a target, a metric; and one that always fires, whose silence means that nothing here works. */
export function blindAlerts(question: SightQuestion): readonly AlertRule[] {
  return [...(question.candidate ? candidateAlerts(question) : []), ...targetAlerts(question), watchdog(question)];
}

function candidateAlerts({ scope, annotations }: SightQuestion): readonly AlertRule[] {
  const { freezeSeconds, then } = scope.plan.whenBlind;
  const expr = absentOf(scope, "candidate");
  const calm = shortWindow(scope);
  const alert = (
    name: string,
    seconds: number,
    action: Readonly<Record<string, string>>,
    summary: string,
  ): AlertRule => ({
    alert: name,
    expr,
    for: rangeText(seconds),
    labels: { ...alertLabels(scope, "page"), blind: "true", ...action },
    annotations: annotations(name, summary),
  });
  const seen = "the rules see no live series of the candidate of {{ $labels.service }}";
  const frozen = alert("CandidateBlind", calm, { freeze: "true" }, `${seen}: the phase is frozen`);
  const back = alert("CandidateBlindRollback", calm + freezeSeconds, { rollback: "true" }, `${seen}: it must go back`);
  return [...(freezes(scope.plan.whenBlind) ? [frozen] : []), ...(then === "roll-back" ? [back] : [])];
}

const freezes = ({ freezeSeconds, then }: WhenBlind): boolean => freezeSeconds > 0 || then === "stay-frozen";

const absentOf = (scope: WatchScope, track: string): string =>
  scope.plan.services
    .map(({ name }) => `absent(${liveRecord}${selector(scope, `service="${name}"`, `track="${track}"`)})`)
    .join(" or ");

function targetAlerts({ scope, watched, annotations }: SightQuestion): readonly AlertRule[] {
  const lasting = rangeText(longWindow(scope));
  const alert = (
    name: string,
    expr: string,
    summary: string,
    more: Readonly<Record<string, string>> = {},
  ): AlertRule => ({
    ...{ alert: name, expr, for: lasting },
    labels: { ...alertLabels(scope, "warn"), ...more },
    annotations: annotations(name, summary),
  });
  const where = "of {{ $labels.service }}, {{ $labels.track }}";
  return [
    alert(
      "TargetDown",
      `count by (service, track) (up${selector(scope)} == 0)`,
      `{{ $value }} targets ${where} do not answer a scrape`,
    ),
    alert("StableAbsent", absentOf(scope, "stable"), `no target ${where} is scraped at all`),
    alert(
      "HealthCheckFailing",
      `min by (service, track, path) (probe_success${selector(scope)}) == 0`,
      `{{ $labels.path }} ${where} does not answer`,
    ),
    ...sourcesOf(watched, scope).map((source) =>
      alert(
        "MetricAbsent",
        missing(source, scope),
        `no series of {{ $labels.source }} is there, so what it is about is not watched`,
        { source },
      ),
    ),
  ];
}

/** A source that every service has must come from each that answers; another must come from somewhere. */
function missing(source: string, scope: WatchScope): string {
  if (!everywhere.test(source)) return `absent(${source}${selector(scope)})`;
  const live = `group by (service, track) (up${selector(scope)} == 1)`;
  return `${live} unless on (service, track) ${source}${selector(scope)}`;
}

function watchdog({ scope, annotations }: SightQuestion): AlertRule {
  const summary = "this alert always fires: whoever stops hearing it is blind";
  return {
    alert: "Watchdog",
    expr: "vector(1)",
    labels: alertLabels(scope, "none"),
    annotations: annotations("Watchdog", summary),
  };
}
