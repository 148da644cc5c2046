import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { LoadMeasure } from "./measured";

const number = z.number().min(0);
const values = z.record(z.string(), z.unknown());
const Metric = z.looseObject({
  /** `handleSummary` puts the numbers here, `--summary-export` beside it. */
  values: values.optional(),
  thresholds: z.record(z.string(), z.union([z.boolean(), z.looseObject({ ok: z.boolean() })])).optional(),
});
const Summary = z.looseObject({ metrics: z.record(z.string(), Metric) });
const Numbers = {
  requests: z.looseObject({ count: number, rate: number }),
  duration: z.looseObject({
    avg: number,
    med: number.optional(),
    "p(90)": number.optional(),
    "p(95)": number.optional(),
    "p(99)": number.optional(),
  }),
  failed: z.union([z.looseObject({ rate: number.max(1) }), z.looseObject({ value: number.max(1) })]),
};
type Metrics = z.infer<typeof Summary>["metrics"];

/** Reads the end-of-test summary of k6, in the form of `handleSummary` or of `--summary-export`. Times are milliseconds there. */
export function readK6(bytes: Uint8Array): Parsed<LoadMeasure> {
  const report = parseJsonReport(bytes, Summary);
  if (report.kind === "invalid") return report;
  const { metrics } = report.value;
  const requests = Numbers.requests.safeParse(numbersOf(metrics, "http_reqs"));
  const duration = Numbers.duration.safeParse(numbersOf(metrics, "http_req_duration"));
  const failed = Numbers.failed.safeParse(numbersOf(metrics, "http_req_failed"));
  if (!requests.success) return invalid("holds no http_reqs with count and rate");
  if (!duration.success) return invalid("holds no http_req_duration with avg");
  if (!failed.success) return invalid("holds no http_req_failed with a rate from 0 to 1");
  if (requests.data.count === 0) return invalid("sent no request");
  const rate = "rate" in failed.data ? failed.data.rate : failed.data.value;
  return {
    kind: "present",
    value: {
      kind: "load",
      requests: requests.data.count,
      requestsPerSecond: requests.data.rate,
      failedPercent: Number(rate) * 100,
      meanSeconds: duration.data.avg / 1000,
      ...seconds("p50Seconds", duration.data.med),
      ...seconds("p90Seconds", duration.data["p(90)"]),
      ...seconds("p95Seconds", duration.data["p(95)"]),
      ...seconds("p99Seconds", duration.data["p(99)"]),
      missedThresholds: missedThresholds(metrics),
    },
  };
}

const invalid = (reason: string): Parsed<never> => ({ kind: "invalid", reason });
const numbersOf = (metrics: Metrics, name: string): unknown => metrics[name]?.values ?? metrics[name];
const seconds = <K extends string>(name: K, milliseconds: number | undefined): Partial<Record<K, number>> =>
  milliseconds === undefined ? {} : ({ [name]: milliseconds / 1000 } as Partial<Record<K, number>>);

/** In `--summary-export` a threshold is a bare boolean that says whether it *failed*; in `handleSummary` it says whether it is `ok`. */
function missedThresholds(metrics: Metrics): readonly string[] {
  return Object.entries(metrics).flatMap(([metric, { thresholds }]) =>
    Object.entries(thresholds ?? {})
      .filter(([, result]) => (typeof result === "boolean" ? result : !result.ok))
      .map(([threshold]) => `${metric} ${threshold}`),
  );
}
