import type { Plan } from "../plan/plan";
import { durationText } from "../release/gates/duration-text";
import type { Watched } from "../release/watch/watched";

/** What the steps follow from. */
interface StepsArgs {
  readonly plan: Plan;
  readonly alert: string;
  readonly watched?: Watched;
}

/** What to do about an alert, in order. */
export function runbookSteps({ plan, alert, watched }: StepsArgs): readonly string[] {
  if (watched !== undefined) return thresholdSteps(watched, plan);
  return stepsByAlert(plan)[alert] ?? budgetSteps;
}

const compare =
  'Compare the tracks: does only the series with `track="candidate"` show it, the release is the cause; do both, it is not, and going back does not mend it.';

function thresholdSteps({ metric, level, condition }: Watched, { onCall }: Plan): readonly string[] {
  const look = `Run the query below. It tells the service and track${metric.startsWith("tool") ? " and the tool" : ""} that it is about.`;
  const known =
    causes.find(([pattern]) => pattern.test(metric))?.[1] ??
    "See what changed: the release, its configuration, what it calls.";
  if (level === "rollback") {
    return [
      look,
      "The release must go back. See whether it has: `npx sluice hold show --stack production` shows a hold at 0 %. If none stands, roll back by hand at once, as below.",
      "Leave the hold. It is lifted with a signature that names the cause, once that is mended.",
      known,
    ];
  }
  const growth =
    condition.operator === "grows"
      ? ["A level that only ever rises is a leak: note the time left until the page, and restart before it."]
      : [];
  const decide =
    level === "page"
      ? [
          `Decide${onCall.investigateSeconds === undefined ? "" : ` within ${durationText(onCall.investigateSeconds)}`}: mend it or roll back. In doubt roll back.`,
        ]
      : [`Mend it, or stop the release where it is: do not ask for the next phase while this stands.`];
  return [look, compare, known, ...growth, ...decide];
}

/** Where to look first, by metric. */
const causes: readonly (readonly [pattern: RegExp, step: string])[] = [
  [
    /error rate|availability/,
    "Read the error logs of that service since the alert began, and see whether one path or one dependency stands out.",
  ],
  [
    /response time|load time|paint/,
    "See whether CPU, database connections or the cache hit rate moved at the same time; if none did, look at what the service calls.",
  ],
  [
    /^tool/,
    "Call that tool by hand on the smoke path. Does only it fail, switch that one tool off rather than the release.",
  ],
  [
    /CPU|memory|disk|connections|queue|concurrent/,
    "Compare with the number of requests: more of both is load, and more replicas help; more of this alone is the release.",
  ],
  [/usage anomaly/, "See whether an announcement, a client or an attack explains it. No harm is done yet."],
];

const budgetSteps: readonly string[] = [
  "Run the query below. It tells the service whose users see errors, of both tracks together.",
  compare,
  "Burns it fast, treat it as an outage; burns it slowly, find the errors that recur and plan their repair.",
  "Do not ask for the next phase while this stands.",
];

/** The steps for each alert that is about sight or about answering, not about a threshold. */
const stepsByAlert = (plan: Plan): Readonly<Record<string, readonly string[]>> => ({
  ...blindSteps(plan),
  ...targetSteps,
  PageStillOpen: [
    "A page has not ended in the time in which somebody should have answered. Ask whoever is on call; take over if nobody answers.",
  ],
  DecisionDue: [
    "The time to look for the cause is over. Decide now: roll back, unless the mending is already being deployed.",
  ],
});

function blindSteps({ watchByHandWithinSeconds: soon, whenBlind }: Plan): Readonly<Record<string, readonly string[]>> {
  const next =
    whenBlind.then === "roll-back"
      ? `After ${durationText(whenBlind.freezeSeconds)} of blindness the plan wants it rolled back.`
      : "It stays frozen until somebody sees again.";
  const byHand = [
    `Watch by hand${soon === undefined ? "" : ` within ${durationText(soon)}`}: ask each health path of the candidate, read its error logs, and count its answers at the edge, every minute.`,
    "Find what is blind, in this order: `up` of the candidate's pods in Prometheus, their `track` label, whether the rules of this stack are loaded (`/rules`), whether Prometheus itself runs.",
  ];
  return {
    CandidateBlind: [
      `The phase is frozen. ${next}`,
      ...byHand,
      "Do not ask for the next phase before this alert has ended.",
    ],
    CandidateBlindRollback: [
      "Nobody has seen the candidate for too long: the plan wants it rolled back. See whether a hold stands, and if not, roll back by hand at once.",
      ...byHand,
    ],
    Watchdog: [
      "It always fires. Were you called because it stopped, Prometheus or Alertmanager or the way between them is broken: nothing else would have called you.",
      ...byHand,
    ],
  };
}

const targetSteps: Readonly<Record<string, readonly string[]>> = {
  TargetDown: [
    "See why the pods of that service and track do not answer a scrape: crashed, not ready, or closed by a network policy.",
    "While other pods answer, the rules go on watching those.",
  ],
  StableAbsent: [
    "Nothing of the stable track is scraped. Users may be served well all the same: ask the health path.",
    'See whether the PodMonitor is there and selected by Prometheus, and whether the pods carry `track="stable"`.',
  ],
  HealthCheckFailing: [
    "Call the path by hand. Does it answer, the prober cannot reach it; does it not, read the logs of that service.",
    compare,
  ],
  MetricAbsent: [
    "A metric that a threshold reads is not there, so that threshold watches nothing. It was renamed, or the service no longer shows it.",
    "Until it is back, watch what it is about by hand. Do not ask for the next phase.",
  ],
};
