import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { CacheCounts } from "./cache";
import type { Settings } from "./settings";

/** Upper bounds in seconds. Every limit that plans use (200, 500, 1000, 2000, 3000 ms) is a bound itself, so that a quantile at a limit is exact. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 5, 10];

/** What the gauges show; read at each scrape. */
export interface Readings {
  readonly cache: () => CacheCounts;
  readonly openConnections: () => number;
  readonly openStreams: () => number;
}

/** The metrics of one instance. All carry `system`, `version` and `service`; those of requests carry `track` too. */
export interface Metrics {
  readonly registry: Registry;
  /** Counts one answered request; streams have no duration. */
  readonly answered: (code: number, track: string, seconds: number | undefined) => void;
  readonly toolCalled: (tool: string, failed: boolean) => void;
  readonly logErrors: Counter;
  readonly authFailures: Counter;
  readonly inFlight: Gauge;
}

/** Makes the metrics of an instance. */
export function createMetrics(settings: Settings, readings: Readings): Metrics {
  const registry = new Registry();
  const { system, version, service } = settings;
  registry.setDefaultLabels({ system, version, service });
  addReadings(registry, settings, readings);
  const registers = [registry];
  const toolCalls = new Counter({ name: "tool_calls_total", help: "Calls of a tool", labelNames: ["tool"], registers });
  const toolFailures = new Counter({
    name: "tool_failures_total",
    help: "Calls of a tool that failed",
    labelNames: ["tool"],
    registers,
  });
  for (const tool of settings.tools) {
    toolCalls.inc({ tool }, 0);
    toolFailures.inc({ tool }, 0);
  }
  return {
    registry,
    answered: requestMetrics(registry, settings.track),
    toolCalled: (tool, failed) => {
      toolCalls.inc({ tool });
      if (failed) toolFailures.inc({ tool });
    },
    logErrors: new Counter({ name: "log_errors_total", help: "Lines logged as errors", registers }),
    authFailures: new Counter({ name: "auth_failures_total", help: "Requests refused with 401", registers }),
    inFlight: new Gauge({ name: "http_requests_in_flight", help: "Requests being answered", registers }),
  };
}

function requestMetrics(registry: Registry, usualTrack: string): Metrics["answered"] {
  const registers = [registry];
  const requests = new Counter({
    name: "http_requests_total",
    help: "Answers to users; health, metrics and fault requests are not counted",
    labelNames: ["code", "track"],
    registers,
  });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from the request to the end of its answer",
    labelNames: ["track"],
    buckets: durationBuckets,
    registers,
  });
  // A series that starts with its first error has no rate for that error: both start at zero.
  for (const code of ["200", "500"]) requests.inc({ code, track: usualTrack }, 0);
  return (code, track, seconds) => {
    requests.inc({ code: String(code), track });
    if (seconds !== undefined) duration.observe({ track }, seconds);
  };
}

function addReadings(registry: Registry, settings: Settings, readings: Readings): void {
  const total = (name: string, help: string, read: () => number): void => {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  total("cache_hits_total", "Values found in the cache", () => readings.cache().hits);
  total("cache_misses_total", "Values not found in the cache", () => readings.cache().misses);
  total("cache_evictions_total", "Values dropped for want of room", () => readings.cache().evictions);
  total("process_cpu_seconds_total", "Processor time used", () => cpuSeconds());
  gauge("process_resident_memory_bytes", "Memory in use", () => process.memoryUsage.rss());
  gauge("memory_limit_bytes", "Memory that counts as 100 %", () => settings.memoryLimitBytes);
  gauge("process_start_time_seconds", "Start of the process", () => Math.round(performance.timeOrigin) / 1000);
  gauge("http_connections_open", "Connections that are open", () => readings.openConnections());
  gauge("streams_open", "Streams that are open", () => readings.openStreams());
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
