import { counter, selectorOf, steady, type InputSeries, type RuleCase } from "./rule-case";
import type { RulePlace } from "./threshold-cases";

const stepSeconds = 15;
const steps = 80;
/** The sample with which sight is lost. */
const lost = 20;
const lostSeconds = lost * stepSeconds;

/** Sources of which a healthy target shows something, and which the plans under test read. */
const sources = [
  "http_requests_total",
  "http_request_duration_seconds_count",
  "process_cpu_seconds_total",
  "process_resident_memory_bytes",
  "tool_calls_total",
];

type Labels = Readonly<Record<string, string>>;
type Change = (series: string, labels: Labels) => InputSeries["values"] | undefined;

/** Every service with both tracks, healthy but for what a change says. */
function targets({ plan, namespace }: RulePlace, change: Change = () => undefined): readonly InputSeries[] {
  return plan.services.flatMap(({ name }) =>
    ["stable", "candidate"].flatMap((track) => {
      const labels = { namespace, service: name, track };
      const one = (series: string, values: InputSeries["values"]): InputSeries => ({
        series: `${series}${selectorOf(labels)}`,
        values: change(series, labels) ?? values,
      });
      return [one("up", steady(steps, 1)), ...sources.map((source) => one(source, counter(steady(steps, 1000))))];
    }),
  );
}

const until = (value: number, after: number | "stale"): InputSeries["values"] =>
  after === "stale" ? [...steady(lost, value), "stale"] : [...steady(lost, value), ...steady(steps - lost, after)];

/** What is lost in each case. The first service's track is meant, all of its series or one. */
export function sightCases(place: RulePlace): readonly RuleCase[] {
  const { plan, namespace } = place;
  const service = plan.services[0]?.name ?? "";
  const is = (labels: Labels, track: string): boolean => labels["service"] === service && labels["track"] === track;
  const base = { namespace, system: plan.system };
  const frozen = { ...base, severity: "page", blind: "true", freeze: "true", service, track: "candidate" };
  const back = { ...base, severity: "page", blind: "true", rollback: "true", service, track: "candidate" };
  const blind = lostSeconds + 60;
  const rollback = blind + plan.whenBlind.freezeSeconds;
  const blindChecks = [
    { seconds: blind - stepSeconds, alert: "CandidateBlind", firing: [] },
    { seconds: blind, alert: "CandidateBlind", firing: [frozen] },
    { seconds: rollback - stepSeconds, alert: "CandidateBlindRollback", firing: [] },
    { seconds: rollback, alert: "CandidateBlindRollback", firing: [back] },
  ];
  const warn = { ...base, severity: "warn" };
  const five = lostSeconds + 300;
  const lasting = (alert: string, firing: Labels) => [
    { seconds: five - stepSeconds, alert, firing: [] },
    { seconds: five, alert, firing: [firing] },
  ];
  const quiet = [
    "CandidateBlind",
    "CandidateBlindRollback",
    "TargetDown",
    "StableAbsent",
    "MetricAbsent",
    "HealthCheckFailing",
  ];
  return [
    {
      name: "all is seen",
      series: targets(place),
      checks: [
        ...quiet.map((alert) => ({ seconds: (steps - 1) * stepSeconds, alert, firing: [] })),
        { seconds: 0, alert: "Watchdog", firing: [{ ...base, severity: "none" }] },
        { seconds: (steps - 1) * stepSeconds, alert: "Watchdog", firing: [{ ...base, severity: "none" }] },
      ],
    },
    {
      name: "the candidate's series end",
      series: targets(place, (_, labels) => (is(labels, "candidate") ? until(1, "stale") : undefined)),
      checks: blindChecks,
    },
    {
      name: "the candidate's targets are dead",
      series: targets(place, (series, labels) =>
        series === "up" && is(labels, "candidate") ? until(1, 0) : undefined,
      ),
      checks: [...blindChecks, ...lasting("TargetDown", { ...warn, service, track: "candidate" })],
    },
    {
      name: "what the triggers read has another name",
      series: targets(place, (series, labels) =>
        series === "http_requests_total" && is(labels, "candidate") ? until(1, "stale") : undefined,
      ),
      checks: [
        ...blindChecks,
        ...lasting("MetricAbsent", { ...warn, source: "http_requests_total", service, track: "candidate" }),
      ],
    },
    {
      name: "the candidate carries a wrong label",
      series: targets(place).map((one) => ({
        ...one,
        series: one.series.replace('track="candidate"', 'track="canary"'),
      })),
      checks: [
        { seconds: 45, alert: "CandidateBlind", firing: [] },
        {
          seconds: 60,
          alert: "CandidateBlind",
          firing: plan.services.map(({ name }) => ({ ...frozen, service: name })),
        },
      ],
    },
    {
      name: "the stable track is gone",
      series: targets(place, (_, labels) => (is(labels, "stable") ? until(1, "stale") : undefined)),
      checks: [
        ...lasting("StableAbsent", { ...warn, service, track: "stable" }),
        { seconds: five, alert: "CandidateBlind", firing: [] },
      ],
    },
    {
      name: "a health path does not answer",
      series: [
        ...targets(place),
        {
          series: `probe_success${selectorOf({ namespace, service, track: "stable", path: "/health" })}`,
          values: until(1, 0),
        },
      ],
      checks: lasting("HealthCheckFailing", { ...warn, service, track: "stable", path: "/health" }),
    },
  ];
}
