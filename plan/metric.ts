import type { MetricUnit } from "./metric-unit";

/** What the plan may set limits on: its unit, which direction is better, and who counts it. */
export interface Metric {
  readonly unit: Exclude<MetricUnit, "percent-per-hour">;
  readonly better: "lower" | "higher";
  /** `series` is measured while the release runs; `evidence` is reported by a person or a tool. */
  readonly source: "series" | "evidence";
}

const percent = (better: Metric["better"]): Metric => ({ unit: "percent", better, source: "series" });
const seconds: Metric = { unit: "seconds", better: "lower", source: "series" };
const count = (better: Metric["better"]): Metric => ({ unit: "number", better, source: "series" });
const perMinute = (better: Metric["better"]): Metric => ({ unit: "per-minute", better, source: "series" });
const reported: Metric = { unit: "number", better: "lower", source: "evidence" };

/** The metrics that every plan knows by name. A plan adds its own under `metrics`, with a query. */
export const metrics = {
  availability: percent("higher"),
  "error rate": percent("lower"),
  "4xx error rate": percent("lower"),
  "5xx error rate": percent("lower"),
  "critical error rate": percent("lower"),
  "log error rate": perMinute("lower"),
  "authentication failure rate": percent("lower"),
  "mean response time": seconds,
  "p50 response time": seconds,
  "p90 response time": seconds,
  "p95 response time": seconds,
  "p99 response time": seconds,
  "response rate": perMinute("higher"),
  "tool failure rate": percent("lower"),
  "tool success rate": percent("higher"),
  "tools operational": count("higher"),
  "cache hit rate": percent("higher"),
  "cache miss rate": percent("lower"),
  "cache eviction rate": perMinute("lower"),
  CPU: percent("lower"),
  memory: percent("lower"),
  disk: percent("lower"),
  "network traffic": { unit: "bytes-per-second", better: "lower", source: "series" },
  connections: count("lower"),
  "database connections": count("lower"),
  "concurrent operations": count("lower"),
  "queue depth": count("lower"),
  "first contentful paint": seconds,
  "largest contentful paint": seconds,
  "cumulative layout shift": count("lower"),
  "page load time": seconds,
  "active users": count("higher"),
  "user activity": perMinute("higher"),
  "feature usage": perMinute("higher"),
  "conversion rate": percent("higher"),
  "third-party success rate": percent("higher"),
  "usage anomaly": count("lower"),
  "false alert rate": percent("lower"),
  "critical issues": reported,
  "reported issues": reported,
  "performance issues": reported,
  incidents: reported,
  "critical vulnerabilities": reported,
  "disclosed vulnerabilities": reported,
  "data inconsistencies": reported,
  "unplanned downtime": { unit: "seconds", better: "lower", source: "evidence" },
} as const satisfies Record<string, Metric>;

/** A metric that every plan knows by name. */
export type MetricName = keyof typeof metrics;

/** All metric names that every plan knows. */
export const metricNames = Object.keys(metrics) as readonly MetricName[];

/** The metric of this name: one that every plan knows, one that this plan adds, or none. */
export function metricOf(
  name: string,
  added: readonly { readonly name: string; readonly unit: Metric["unit"]; readonly better: Metric["better"] }[] = [],
): Metric | undefined {
  const own = added.find((metric) => metric.name === name);
  if (own) return { unit: own.unit, better: own.better, source: "series" };
  return Object.hasOwn(metrics, name) ? metrics[name as MetricName] : undefined;
}
