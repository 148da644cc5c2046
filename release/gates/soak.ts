import type { Evidence } from "../../evidence/evidence";
import type { Limit } from "../../plan/limit";
import { secondsOf } from "../instant";
import { soakSince } from "../soak-since";
import { fail, undecided } from "../verdict";
import { coveragePercent } from "./coverage";
import { durationText } from "./duration-text";
import type { GateJudge, GateQuestion } from "./gate-question";
import type { Judged } from "./judged";
import { judgeNewest, together } from "./judge-newest";
import { limitObjection, limitText, type Threshold } from "./limit-objection";
import { provingOf, type Proving } from "./plan-stage";
import { signCommand } from "./sign-command";
import { differenceObjection } from "./staging";

type Left = NonNullable<GateQuestion["subject"]["leaves"]>;

/** How much of the soak must have been measured, in percent. */
export const soakCoveragePercent = 99;
/** How far apart samples may be for a gap to be seen: one a minute. */
const stepSeconds = 60;
/** The metric under which the requests that the candidate answered are counted. */
export const requestsMetric = "requests";

/**
 * The phase that is left was watched for as long as the plan asks: measured, not merely waited. Every limit of the phase
 * held all that time, and the candidate answered enough requests for that to mean something.
 */
export const soak: GateJudge = (question) => {
  const leaves = leftPhase(question);
  const proving = leaves === undefined ? undefined : provingOf(question.plan, leaves.phase);
  if (leaves === undefined || proving === undefined) {
    return undecided(
      "soak: the phase that is left is not known",
      "release manager: check progress with npx sluice explain",
    );
  }
  const soakSeconds =
    question.subject.profile === "hotfix"
      ? (question.plan.hotfix?.soakSeconds ?? proving.soakSeconds)
      : proving.soakSeconds;
  const elapsed = secondsOf(question.now) - secondsOf(leaves.since);
  if (!(elapsed >= soakSeconds)) {
    const left = durationText(soakSeconds - elapsed);
    return fail(
      `soak: phase "${leaves.phase}" must soak for ${durationText(soakSeconds)}, got ${durationText(elapsed)}`,
      `release manager: wait another ${left}`,
    );
  }
  const judged = { question, leaves, proving, soakSeconds };
  const verdicts = [...proving.advanceWhen.map((limit) => judgeLimit(judged, limit)), judgeRequests(judged)];
  return together(
    verdicts,
    `soak: "${leaves.phase}" held its ${proving.advanceWhen.length} limits for ${durationText(soakSeconds)}`,
  );
};

/** The phase that is left, with the time from which its soak counts: a hold since then restarts it. */
function leftPhase({ subject, journal }: GateQuestion): Left | undefined {
  const { leaves, release } = subject;
  if (leaves === undefined) return undefined;
  const holds = journal.kind === "present" ? journal.value.holds : [];
  return { ...leaves, since: soakSince(leaves.since, release, holds) };
}

interface Soaked {
  readonly question: GateQuestion;
  readonly leaves: Left;
  readonly proving: Proving;
  readonly soakSeconds: number;
}

function judgeLimit(judged: Soaked, limit: Limit): Judged {
  if (limit.kind === "comparison") return judgeComparison(judged, limit);
  if (judged.question.isReported(limit.metric)) return judgeReported(judged, limit);
  return judgeNewest(judged.question, {
    ...series(judged, limit.metric),
    objection: (evidence) => coverageObjection(judged, evidence) ?? worstObjection(judged, limit, evidence),
    shows: () => limitText(limit).replace(" must be ", " stayed "),
  });
}

const series = ({ question, leaves }: Soaked, metric: string) =>
  ({
    kind: "soak",
    what: `soak of "${leaves.phase}", ${metric}`,
    about: metric,
    aboutOf: ({ claim }: Evidence<"soak">) => claim.metric,
    phase: leaves.phase,
    remedy: signCommand("soak", { ...question, subject: { ...question.subject, phase: leaves.phase } }, { metric }),
  }) as const;

function judgeReported({ question, leaves }: Soaked, limit: Threshold): Judged {
  return judgeNewest(question, {
    kind: "issues",
    what: `soak of "${leaves.phase}", ${limit.metric}`,
    objection: ({ claim }) => {
      if (!(secondsOf(claim.from) <= secondsOf(leaves.since)))
        return `counts from ${claim.from}, must count from ${leaves.since}`;
      const value = claim.counts[limit.metric];
      return value === undefined ? `counts no ${limit.metric}` : limitObjection(limit, value);
    },
    remedy: signCommand("issues", question),
  });
}

function judgeComparison({ question, leaves }: Soaked, limit: Extract<Limit, { readonly kind: "comparison" }>): Judged {
  return judgeNewest(question, {
    kind: "staging-comparison",
    what: `soak of "${leaves.phase}", ${limit.metric} against ${limit.baseline}`,
    objection: ({ claim, issued }) => {
      if (!(secondsOf(issued) > secondsOf(leaves.since))) return `was made at ${issued}, before the phase was reached`;
      const measured = claim.metrics.find(({ metric }) => metric === limit.metric);
      return measured === undefined
        ? `does not compare ${limit.metric}`
        : differenceObjection(measured, limit.withinPercent);
    },
    remedy: signCommand("staging-comparison", question),
  });
}

function judgeRequests(judged: Soaked): Judged {
  return judgeNewest(judged.question, {
    ...series(judged, requestsMetric),
    objection: (evidence) => {
      const { measured } = evidence;
      if (measured?.kind !== "series") return "carries no samples";
      const inside = measured.samples.filter(
        ([at, value]) => at >= secondsOf(judged.leaves.since) && Number.isFinite(value),
      );
      const [first, last] = [inside[0], inside.at(-1)];
      const requests = first === undefined || last === undefined ? 0 : last[1] - first[1];
      return requests >= judged.proving.minimumRequests
        ? undefined
        : `the candidate must answer ${judged.proving.minimumRequests} requests, got ${Math.max(0, requests)}`;
    },
    shows: () => `at least ${judged.proving.minimumRequests} requests were answered`,
  });
}

function coverageObjection({ leaves, soakSeconds }: Soaked, { measured }: Evidence<"soak">): string | undefined {
  if (measured?.kind !== "series") return "carries no samples";
  const from = secondsOf(leaves.since);
  const percent = coveragePercent(measured.samples, from, from + soakSeconds, Math.min(stepSeconds, soakSeconds / 10));
  return percent >= soakCoveragePercent
    ? undefined
    : `${soakCoveragePercent} % of the time must be measured, got ${Math.floor(percent * 10) / 10} %`;
}

/** The limit must hold in every sample since the phase was reached, also in those after the soak is over. */
function worstObjection({ leaves }: Soaked, limit: Threshold, { measured }: Evidence<"soak">): string | undefined {
  if (measured?.kind !== "series") return "carries no samples";
  const settled = secondsOf(leaves.since) + (limit.withinSeconds ?? 0);
  for (const [at, value] of measured.samples) {
    if (at < settled) continue;
    const objection = limitObjection(limit, value);
    if (objection !== undefined) return `${objection} at ${new Date(at * 1000).toISOString()}`;
  }
  return undefined;
}
