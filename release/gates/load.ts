import type { LoadMeasure, Measured, WebVitals } from "../../evidence/reports/measured";
import type { GateJudge, GateQuestion } from "./gate-question";
import { judgeNewest } from "./judge-newest";
import { limitObjection, type Threshold } from "./limit-objection";
import { planPhase } from "./plan-stage";
import { signCommand } from "./sign-command";

/** The release carried the load, within every limit of the plan that a load test measures. */
export const loadTest: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "load-test",
    what: "load test",
    objection: ({ measured }) => {
      if (measured?.kind !== "load") return "carries no report of a load test";
      if (measured.missedThresholds.length > 0)
        return `missed its own thresholds ${measured.missedThresholds.join(", ")}`;
      return limitsObjection(question, loadValues(measured), "a load test");
    },
    shows: ({ measured }) => loadText(measured),
    remedy: signCommand("load-test", question),
  });

/** The breaking point is known, the test that found it is there, and it lies above the expected load. */
export const stressTest: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "stress-test",
    what: "stress test",
    objection: ({ claim, measured }) => {
      if (measured?.kind !== "load") return "carries no report of a load test";
      const { breaksAtPerSecond, expectedPerSecond } = claim;
      if (measured.requestsPerSecond < expectedPerSecond) {
        return `must reach the expected ${expectedPerSecond} requests a second, got ${measured.requestsPerSecond}`;
      }
      return breaksAtPerSecond > expectedPerSecond
        ? undefined
        : `must break above the expected ${expectedPerSecond} requests a second, got ${breaksAtPerSecond}`;
    },
    shows: ({ claim }) =>
      `breaks at ${claim.breaksAtPerSecond} requests a second, ${claim.expectedPerSecond} are expected`,
    remedy: signCommand("stress-test", question),
  });

/** The pages load and settle within the limits of the plan. */
export const webVitals: GateJudge = (question) =>
  judgeNewest(question, {
    kind: "web-vitals",
    what: "web vitals",
    objection: ({ measured }) =>
      measured?.kind === "vitals"
        ? limitsObjection(question, vitalValues(measured), "a page")
        : "carries no report of web vitals",
    shows: ({ measured }) => vitalsText(measured),
    remedy: signCommand("web-vitals", question),
  });

type Values = Readonly<Record<string, number | undefined>>;

const loadValues = (load: LoadMeasure): Values => ({
  "error rate": load.failedPercent,
  "mean response time": load.meanSeconds,
  "p50 response time": load.p50Seconds,
  "p90 response time": load.p90Seconds,
  "p95 response time": load.p95Seconds,
  "p99 response time": load.p99Seconds,
});

const vitalValues = (vitals: WebVitals): Values => ({
  "first contentful paint": vitals.firstContentfulPaintSeconds,
  "largest contentful paint": vitals.largestContentfulPaintSeconds,
  "cumulative layout shift": vitals.cumulativeLayoutShift,
});

/** Every limit that the plan sets anywhere on what was measured; a plan that sets none cannot be met. */
function limitsObjection(question: GateQuestion, values: Values, who: string): string | undefined {
  const limits = planLimits(question).filter(({ metric }) => metric in values);
  if (limits.length === 0) return `the plan sets no limit on what ${who} measures (${Object.keys(values).join(", ")})`;
  const objections = limits.flatMap((limit) => {
    const value = values[limit.metric];
    const objection = value === undefined ? `the report holds no ${limit.metric}` : limitObjection(limit, value);
    return objection === undefined ? [] : [objection];
  });
  return objections.length === 0 ? undefined : [...new Set(objections)].join("; ");
}

function planLimits({ plan, subject }: GateQuestion): readonly Threshold[] {
  const phase = planPhase(plan, subject.phase);
  const all = [...plan.targets, ...(plan.staging?.advanceWhen ?? []), ...(phase?.advanceWhen ?? [])];
  return all.filter((limit) => limit.kind === "threshold");
}

const loadText = (measured: Measured | undefined): string =>
  measured?.kind === "load"
    ? `${measured.requests} requests, ${measured.failedPercent} % failed, ${Math.round(measured.meanSeconds * 1000)} ms on average`
    : "";

const vitalsText = (measured: Measured | undefined): string =>
  measured?.kind === "vitals"
    ? `FCP ${measured.firstContentfulPaintSeconds} s, LCP ${measured.largestContentfulPaintSeconds} s, CLS ${measured.cumulativeLayoutShift}`
    : "";
