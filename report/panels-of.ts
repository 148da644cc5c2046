import type { Plan } from "../plan/plan";

/** Words of dashboards that stand for several metrics. */
const groups: Readonly<Record<string, (metric: string) => boolean>> = {
  "response times": (metric) => metric.endsWith("response time"),
  "web vitals": (metric) => /paint$|layout shift$/.test(metric),
  "resource usage": (metric) => ["CPU", "memory", "disk", "network traffic"].includes(metric),
  "system health": (metric) => ["availability", "error rate", "CPU", "memory"].includes(metric),
};

/** The panels of the plan's dashboards that show a metric. */
export const panelsOf = (
  plan: Plan,
  metric: string,
): readonly { readonly dashboard: string; readonly panel: string }[] =>
  plan.dashboards.flatMap(({ name, panels }) =>
    panels
      .filter((panel) => panel === metric || groups[panel]?.(metric) === true)
      .map((panel) => ({ dashboard: name, panel })),
  );
