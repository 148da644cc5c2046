import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { SampledSeries } from "./measured";

const Sample = z.tuple([z.number(), z.string().max(40)]);
const RangeAnswer = z.looseObject({
  status: z.literal("success"),
  warnings: z.array(z.string()).max(0, "carries warnings: the answer may be partial").optional(),
  data: z.looseObject({
    resultType: z.literal("matrix"),
    result: z.array(z.looseObject({ metric: z.record(z.string(), z.string()), values: z.array(Sample) })),
  }),
});

/** Reads the answer of Prometheus to a range query. No series is an empty answer, which covers nothing; two series are no answer. */
export function readPrometheus(bytes: Uint8Array): Parsed<SampledSeries> {
  const report = parseJsonReport(bytes, RangeAnswer);
  if (report.kind === "invalid") return report;
  const { result } = report.value.data;
  if (result.length > 1) return { kind: "invalid", reason: `must hold one series, got ${result.length}` };
  const samples = (result[0]?.values ?? []).map(([at, value]) => [at, valueOf(value)] as const);
  const unordered = samples.findIndex(([at], index) => index > 0 && !(at > (samples[index - 1]?.[0] ?? at)));
  if (unordered !== -1) return { kind: "invalid", reason: `holds sample ${unordered + 1} out of order` };
  return { kind: "present", value: { kind: "series", samples } };
}

/** Prometheus writes numbers as text, and what is no number as `NaN`, `+Inf` or `-Inf`. */
function valueOf(text: string): number {
  if (text === "+Inf") return Number.POSITIVE_INFINITY;
  if (text === "-Inf") return Number.NEGATIVE_INFINITY;
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
