import { rangeText } from "./range-text";
import { serviceLabels, type Indicator, type IndicatorContext } from "./indicator";
import { perMinute, total } from "./request-indicators";
import { selector } from "./watch-scope";

type Service = IndicatorContext["scope"]["plan"]["services"][number];

/** A value in percent of what the plan gives each service. The replica that is worst off counts. */
function ofRoom(
  context: IndicatorContext,
  used: (selected: string) => string,
  room: (service: Service) => number,
): string {
  const terms = context.scope.plan.services.map((service) => {
    const selected = selector(context.scope, `service="${service.name}"`);
    return `100 * max by (service, track) (${used(selected)}) / ${room(service)}`;
  });
  return terms.join(" or ");
}

/** A level that is read, not counted, summed over the replicas. */
const level = (series: string, labels: readonly string[] = serviceLabels): Indicator => ({
  value: ({ scope }) => `sum${labels.length === 0 ? "" : ` by (${labels.join(", ")})`} (${series}${selector(scope)})`,
  ...{ labels, source: series, windowed: false },
});

/** Hits and misses of a cache: the share that one of the two counters has of both, in percent. A miss is what is bad of it. */
const shareOfLookups = (part: string): Indicator => {
  const [hits, misses] = ["cache_hits_total", "cache_misses_total"] as const;
  return {
    value: (context) => `100 * ${total(part, context)} / (${total(hits, context)} + ${total(misses, context)} > 0)`,
    ...{ labels: serviceLabels, source: hits, windowed: true },
    sample: (context) => {
      const counted = (series: string): string => total(series, context, serviceLabels, [], "increase");
      return { all: `(${counted(hits)} + ${counted(misses)})`, bad: counted(misses) };
    },
  };
};

/** Indicators of what the system uses up: processor, memory, disk, network, connections, queues, caches. */
export const resourceIndicators = {
  "cache hit rate": shareOfLookups("cache_hits_total"),
  "cache miss rate": shareOfLookups("cache_misses_total"),
  "cache eviction rate": perMinute("cache_evictions_total"),
  CPU: {
    value: (context) =>
      ofRoom(
        context,
        (selected) => `rate(process_cpu_seconds_total${selected}[${rangeText(context.windowSeconds)}])`,
        ({ resources }) => (resources.cpuLimitMillicores ?? resources.cpuMillicores) / 1000,
      ),
    ...{ labels: serviceLabels, source: "process_cpu_seconds_total", windowed: true },
  },
  memory: {
    value: (context) =>
      ofRoom(
        context,
        (selected) => `process_resident_memory_bytes${selected}`,
        ({ resources }) => resources.memoryLimitBytes,
      ),
    ...{ labels: serviceLabels, source: "process_resident_memory_bytes", windowed: false },
  },
  disk: {
    value: ({ scope }) =>
      `100 * max by (persistentvolumeclaim) (kubelet_volume_stats_used_bytes${selector(scope)} / kubelet_volume_stats_capacity_bytes${selector(scope)})`,
    ...{ labels: ["persistentvolumeclaim"], source: "kubelet_volume_stats_used_bytes", windowed: false },
  },
  "network traffic": {
    value: (context) =>
      `${total("container_network_receive_bytes_total", context, [])} + ${total("container_network_transmit_bytes_total", context, [])}`,
    ...{ labels: [], source: "container_network_receive_bytes_total", windowed: true },
  },
  connections: level("http_connections_open"),
  "database connections": level("db_client_connections_open", []),
  "concurrent operations": level("http_requests_in_flight"),
  "queue depth": level("queue_depth"),
} as const satisfies Record<string, Indicator>;
