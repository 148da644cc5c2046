import { metricNames } from "../metric";

const alsoCalled: Record<string, string> = {
  "average response time": "mean response time",
  uptime: "availability",
  "cpu usage": "CPU",
  "memory usage": "memory",
  "disk usage": "disk",
};
const byLowerCase = new Map(metricNames.map((name) => [name.toLowerCase(), name]));

/**
 * The one name of a metric, however it is said: `average response time` is `mean response time`, `any tool failure rate` is
 * `tool failure rate`. A name that no plan knows is left as it stands, for the plan may add it.
 */
export function metricName(text: string): string {
  const said = text.trim().replace(/^any /, "");
  const lower = said.toLowerCase();
  return alsoCalled[lower] ?? byLowerCase.get(lower) ?? said;
}
