import type { Limit } from "../../plan/limit";
import { metricOf } from "../../plan/metric";
import { requestsMetric } from "../../release/gates/soak";
import { bounds, now, piece, report, type EvidenceContext, type Piece } from "./evidence-context";
import { sampleReports } from "./sample-reports";
import { meanOf, samplesOf, type SoakSlice } from "./soak-slice";

/** What was measured while a phase soaked. */
export interface Measurement {
  /** The phase that soaked, and since when its share was held. */
  readonly phase: string;
  readonly since: string;
  readonly slices: readonly SoakSlice[];
  /** The mean response time on staging, in seconds, where the plan compares with it. */
  readonly baselineSeconds: number;
}

/** Evidence of a soak from what was measured, and the names of the metrics that the lab could only give samples for. */
export function soakEvidence(
  context: EvidenceContext,
  measured: Measurement,
): { pieces: readonly Piece[]; sampled: readonly string[] } {
  const phase = context.plan.phases.find(({ name }) => name === measured.phase);
  const sampled: string[] = [];
  const pieces = (phase?.advanceWhen ?? []).flatMap((limit) => {
    if (limit.kind === "comparison") return [comparison(context, limit.metric, measured)];
    if (metricOf(limit.metric, context.plan.metrics)?.source === "evidence") return [];
    if (samplesOf(limit.metric, measured.slices) === undefined) sampled.push(limit.metric);
    return [
      series(
        context,
        measured,
        limit.metric,
        samplesOf(limit.metric, measured.slices) ?? keptBy(limit, measured.slices),
      ),
    ];
  });
  let requests = 0;
  const counted = measured.slices.map(({ at, answered }) => [at, (requests += answered)] as const);
  const first = measured.slices[0];
  const fromZero =
    first === undefined ? counted : [[Date.parse(measured.since) / 1000 + 0.001, 0] as const, ...counted];
  return {
    pieces: [...pieces, series(context, measured, requestsMetric, fromZero), issues(context, measured)],
    sampled,
  };
}

type Threshold = Extract<Limit, { readonly kind: "threshold" }>;

/** Samples that keep a limit on a metric that nothing in the lab measures. */
const keptBy = ({ value, operator }: Threshold, slices: readonly SoakSlice[]): readonly (readonly [number, number])[] =>
  slices.map(({ at }) => [at, operator === "above" || operator === "at-least" ? value * 1.01 : value * 0.5]);

function series(
  context: EvidenceContext,
  { phase, since }: Measurement,
  metric: string,
  samples: readonly (readonly [number, number])[],
): Piece {
  const { system } = context.plan;
  const file = `soak-${phase}-${metric.replace(/\W+/g, "-")}-${Date.parse(since)}.json`;
  return piece("ci", {
    kind: "soak",
    bound: { system, stack: context.stack, phase, release: context.release.id, plan: context.release.planHash },
    artifacts: context.release.artifacts,
    claim: { metric, from: since, to: now() },
    ...report(context, file, "prometheus", sampleReports.series(samples)),
  });
}

const comparison = (context: EvidenceContext, metric: string, { slices, baselineSeconds }: Measurement): Piece =>
  piece("ci", {
    kind: "staging-comparison",
    ...bounds(context).stack,
    artifacts: context.release.artifacts,
    claim: { metrics: [{ metric, candidate: meanOf(slices), baseline: baselineSeconds }] },
  });

/** What people report cannot be measured: a sample that says nothing was reported. */
const issues = (context: EvidenceContext, { since }: Measurement): Piece =>
  piece("release-manager", {
    kind: "issues",
    bound: { system: context.plan.system, stack: context.stack, release: context.release.id },
    artifacts: context.release.artifacts,
    claim: { from: since, to: now(), openIncidents: 0, blocking: 0, counts: reportedCounts(context) },
  });

function reportedCounts({ plan }: EvidenceContext): Readonly<Record<string, number>> {
  const limits = plan.phases.flatMap(({ advanceWhen }) => advanceWhen);
  const reported = limits.filter(({ metric }) => metricOf(metric, plan.metrics)?.source === "evidence");
  return Object.fromEntries(reported.map(({ metric }) => [metric, 0]));
}
