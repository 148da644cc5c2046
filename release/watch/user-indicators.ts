import { rangeText } from "./range-text";
import { serviceLabels, type Indicator } from "./indicator";
import { badShare, goodShare, perMinute, quantile, toolFailures, total } from "./request-indicators";
import { longWindow, selector } from "./watch-scope";

/** Web vitals are judged at the 75th percentile of page views. Source: https://web.dev/articles/defining-core-web-vitals-thresholds */
const vitalRank = 0.75;
const vital = (histogram: string): Indicator => quantile(vitalRank, histogram);

/** How far back usage is compared: a day has its own shape. */
const usualSeconds = 86_400;

/** A tool works unless more than half of its calls fail: the share at which a tool is called failing. */
const failingPercent = 50;

/** Indicators of what users do and see. */
export const userIndicators = {
  "tools operational": {
    value: (context) => {
      const known = `count by (service, track) (group by (service, track, tool) (tool_calls_total${selector(context.scope)}))`;
      const failing = `count by (service, track) (${badShare(toolFailures).value(context)} > ${failingPercent})`;
      return `${known} - (${failing} or ${known} * 0)`;
    },
    ...{ labels: serviceLabels, source: "tool_calls_total", windowed: true },
  },
  "first contentful paint": vital("web_vitals_first_contentful_paint_seconds"),
  "largest contentful paint": vital("web_vitals_largest_contentful_paint_seconds"),
  "cumulative layout shift": vital("web_vitals_cumulative_layout_shift"),
  "page load time": vital("page_load_duration_seconds"),
  "active users": {
    value: ({ scope }) => `sum(active_users${selector(scope)})`,
    ...{ labels: [], source: "active_users", windowed: false },
  },
  "user activity": perMinute("user_actions_total", []),
  "feature usage": perMinute("feature_uses_total", []),
  "conversion rate": goodShare({ part: ["visits_total", 'converted="false"'], whole: "visits_total", labels: [] }),
  /** Standard deviations between the requests of the last minutes and those of the day before them. Shares move between tracks in a release, so it is the service that counts. */
  "usage anomaly": {
    value: ({ scope }) => {
      const rate = total("http_requests_total", { scope, windowSeconds: longWindow(scope) }, ["service"]);
      const usual = `(${rate})[${rangeText(usualSeconds)}:${rangeText(longWindow(scope))}] offset ${rangeText(longWindow(scope))}`;
      return `abs(${rate} - avg_over_time(${usual})) / (stddev_over_time(${usual}) > 0)`;
    },
    ...{ labels: ["service"], source: "http_requests_total", windowed: false },
  },
  "false alert rate": badShare({
    part: ["alerts_judged_total", 'verdict="false"'],
    whole: "alerts_judged_total",
    labels: [],
  }),
} as const satisfies Record<string, Indicator>;
