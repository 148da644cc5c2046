import { Cache } from "./cache";
import { Faults } from "./faults";
import { createMetrics, type Metrics } from "./metrics";
import type { Settings } from "./settings";
import { Streams } from "./streams";

/** Everything that the routes of one instance share. */
export interface AppContext {
  readonly settings: Settings;
  readonly faults: Faults;
  readonly cache: Cache<string>;
  readonly streams: Streams;
  readonly metrics: Metrics;
  /** Writes a line for the log collector; an error is counted as well. */
  readonly log: (level: "info" | "error", message: string) => void;
  /** True from SIGTERM on: answers then close their connection. */
  draining: boolean;
  /** Connections that are open, kept by the server. */
  openConnections: number;
}

/** Room for every tool of the default list, with some to spare, so that evictions mean something. */
const cacheSize = 64;

/** Makes the shared parts of an instance. `write` takes one log line without its line break. */
export function createAppContext(settings: Settings, write: (line: string) => void): AppContext {
  const cache = new Cache<string>(cacheSize);
  const streams = new Streams(settings.version);
  const metrics: Metrics = createMetrics(settings, {
    cache: () => cache.counts,
    openConnections: () => context.openConnections,
    openStreams: () => streams.count,
  });
  const { system, service, version } = settings;
  const log: AppContext["log"] = (level, message) => {
    if (level === "error") metrics.logErrors.inc();
    write(JSON.stringify({ at: new Date().toISOString(), level, system, service, version, message }));
  };
  const faults = new Faults(settings, (problem) => log("error", problem));
  const context: AppContext = {
    settings,
    faults,
    cache,
    streams,
    metrics,
    log,
    draining: false,
    openConnections: 0,
  };
  return context;
}
