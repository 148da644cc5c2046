import type { Indicator, IndicatorContext } from "./indicator";
import { serviceLabels } from "./indicator";
import { rangeText } from "./range-text";
import { selector } from "./watch-scope";

type Matchers = readonly string[];
type Fold = "rate" | "increase";

const by = (labels: readonly string[]): string => (labels.length === 0 ? "" : ` by (${labels.join(", ")})`);

/** The sum of a counter's rate or increase within the window. */
export const total = (
  series: string,
  { scope, windowSeconds }: IndicatorContext,
  labels: readonly string[] = serviceLabels,
  matchers: Matchers = [],
  fold: Fold = "rate",
): string => `sum${by(labels)} (${fold}(${series}${selector(scope, ...matchers)}[${rangeText(windowSeconds)}]))`;

/** A part of a whole. A part that never happened has no series yet, and counts as none. */
interface Share {
  readonly part: readonly [series: string, ...matchers: Matchers];
  readonly whole: string;
  readonly labels?: readonly string[];
}

const sampleOf =
  ({ part: [series, ...matchers], whole, labels }: Share) =>
  (context: IndicatorContext) => {
    const all = total(whole, context, labels, [], "increase");
    return { all, bad: total(series, context, labels, matchers, "increase") };
  };

const percentOf = ({ part: [series, ...matchers], whole, labels }: Share, context: IndicatorContext): string => {
  const all = total(whole, context, labels);
  return `100 * (${total(series, context, labels, matchers)} or ${all} * 0) / (${all} > 0)`;
};

/** The share of requests that went wrong, in percent. */
export const badShare = (share: Share): Indicator => ({
  value: (context) => percentOf(share, context),
  ...{ labels: share.labels ?? serviceLabels, source: share.whole, windowed: true },
  sample: sampleOf(share),
});

/** The share of requests that went well, in percent, by counting those that did not. */
export const goodShare = (bad: Share): Indicator => ({
  ...badShare(bad),
  value: (context) => `100 - ${percentOf(bad, context)}`,
});

/** Events a minute. */
export const perMinute = (series: string, labels: readonly string[] = serviceLabels): Indicator => ({
  value: (context) => `60 * ${total(series, context, labels)}`,
  ...{ labels, source: series, windowed: true },
});

/** A quantile of a histogram; one that stands for the slowest share of requests needs enough of them to have such a share. */
export const quantile = (rank: number, histogram: string, labels: readonly string[] = serviceLabels): Indicator => ({
  value: (context) => `histogram_quantile(${rank}, ${total(`${histogram}_bucket`, context, [...labels, "le"])})`,
  ...{ labels, source: `${histogram}_count`, windowed: true },
  sample: (context) => ({ all: total(`${histogram}_count`, context, labels, [], "increase") }),
  sampleMinimum: Math.round(1 / (1 - rank)),
});

/** A mean of a histogram. It needs as many requests as the quantile of 0.95: one slow request among fewer is the mean. */
export const mean = (histogram: string): Indicator => ({
  value: (context) => `${total(`${histogram}_sum`, context)} / (${total(`${histogram}_count`, context)} > 0)`,
  ...{ labels: serviceLabels, source: `${histogram}_count`, windowed: true },
  sample: (context) => ({ all: total(`${histogram}_count`, context, serviceLabels, [], "increase") }),
  sampleMinimum: 20,
});

const requests = "http_requests_total";
const errors: Share = { part: [requests, 'code=~"5.."'], whole: requests };
const toolLabels = [...serviceLabels, "tool"];

/** Failed calls of each tool. */
export const toolFailures: Share = { part: ["tool_failures_total"], whole: "tool_calls_total", labels: toolLabels };

/** Indicators that are counted on requests of users. */
export const requestIndicators = {
  availability: goodShare(errors),
  "error rate": badShare(errors),
  "4xx error rate": badShare({ part: [requests, 'code=~"4.."'], whole: requests }),
  "5xx error rate": badShare(errors),
  "critical error rate": badShare(errors),
  "log error rate": perMinute("log_errors_total"),
  "authentication failure rate": badShare({ part: [requests, 'code="401"'], whole: requests }),
  "mean response time": mean("http_request_duration_seconds"),
  "p50 response time": quantile(0.5, "http_request_duration_seconds"),
  "p90 response time": quantile(0.9, "http_request_duration_seconds"),
  "p95 response time": quantile(0.95, "http_request_duration_seconds"),
  "p99 response time": quantile(0.99, "http_request_duration_seconds"),
  "response rate": perMinute(requests),
  "tool failure rate": badShare(toolFailures),
  "tool success rate": goodShare(toolFailures),
  "third-party success rate": goodShare({
    part: ["third_party_calls_total", 'ok="false"'],
    whole: "third_party_calls_total",
  }),
} as const satisfies Record<string, Indicator>;
