import type { MetricName } from "../../plan/metric";
import type { PanelWord } from "../../plan/panel-word";
import type { Panel } from "./board";
import type { BoardScope } from "./board-scope";
import { metricPanels } from "./metric-panels";
import { sightPanels } from "./sight-panels";

/** What a word of the dashboards stands for. */
interface Meaning {
  readonly metrics: readonly MetricName[];
  /** Panels beside those of the metrics. */
  readonly beside?: (board: BoardScope) => readonly Panel[];
  /** Whether the metrics that the plan itself adds take the place of the others. */
  readonly ownFirst?: boolean;
}

const responseTimes = ["mean response time", "p50 response time", "p95 response time", "p99 response time"] as const;

const meanings: Readonly<Record<PanelWord, Meaning>> = {
  "response times": { metrics: responseTimes },
  "system health": { metrics: ["availability", "CPU", "memory", "disk"], beside: sightPanels },
  "resource usage": { metrics: ["CPU", "memory", "connections"] },
  "web vitals": { metrics: ["first contentful paint", "largest contentful paint", "cumulative layout shift"] },
  "API performance": { metrics: [...responseTimes, "response rate", "error rate"] },
  "cache performance": { metrics: ["cache hit rate", "cache miss rate", "cache eviction rate"] },
  "business metrics": { metrics: ["user activity", "feature usage", "conversion rate"], ownFirst: true },
};

/** The panels of a word of the dashboards, or nothing for what is no such word. */
export function wordPanels(board: BoardScope, word: string): readonly Panel[] | undefined {
  if (!Object.hasOwn(meanings, word)) return undefined;
  const { metrics, beside, ownFirst } = meanings[word as PanelWord];
  const own = board.args.plan.metrics.map(({ name }) => name);
  const shown = ownFirst === true && own.length > 0 ? own : metrics;
  return [...shown.flatMap((metric) => metricPanels(board, metric)), ...(beside?.(board) ?? [])];
}
