import { readTools } from "./tools";

/** What one instance of the sample application is told at its start; nothing of it changes while it runs. */
export interface Settings {
  /** Address to listen on. @default "127.0.0.1" */
  readonly host: string;
  /** Port to listen on, 0 for any free one. @default 8000 */
  readonly port: number;
  /** Version that every answer carries as `x-version`. @default "dev" */
  readonly version: string;
  /** System that the instance belongs to, a label of every metric. @default "sample" */
  readonly system: string;
  /** Service that the instance belongs to, sent as `x-service`. @default "app" */
  readonly service: string;
  /** Track that is sent as `x-sluice-track` when the request names none. @default "stable" */
  readonly track: string;
  /** Names of the tools under `/tools/`. @default 45 tools */
  readonly tools: readonly string[];
  /** Path of the watched control file of faults. */
  readonly faultsFile: string | undefined;
  /** Longest time from SIGTERM to the end, in milliseconds. @default 5000 */
  readonly drainMs: number;
  /** How long new connections are still taken after SIGTERM, in milliseconds, at most half of the drain. @default 1000 */
  readonly lingerMs: number;
  /** Memory that counts as 100 %, in bytes, for the alert on memory. @default 256 MiB */
  readonly memoryLimitBytes: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from HOST, PORT, VERSION, SYSTEM, SERVICE, TRACK, TOOLS, LAB_FAULTS, DRAIN and LINGER (seconds), and
 * MEMORY_LIMIT_BYTES. Throws an Error that names the variable when a value is outside its range.
 */
export function readSettings(environment: Environment): Settings {
  const drainMs = number(environment, "DRAIN", 5, 0, 3600) * 1000;
  return {
    host: environment.HOST || "127.0.0.1",
    port: number(environment, "PORT", 8000, 0, 65_535),
    version: headerValue(environment, "VERSION", "dev"),
    system: headerValue(environment, "SYSTEM", "sample"),
    service: headerValue(environment, "SERVICE", "app"),
    track: headerValue(environment, "TRACK", "stable"),
    tools: readTools(environment.TOOLS),
    faultsFile: environment.LAB_FAULTS || undefined,
    drainMs,
    lingerMs: Math.min(number(environment, "LINGER", 1, 0, 3600) * 1000, drainMs / 2),
    memoryLimitBytes: number(environment, "MEMORY_LIMIT_BYTES", 256 * 2 ** 20, 1, 2 ** 40),
  };
}

function number(environment: Environment, name: string, fallback: number, least: number, most: number): number {
  const text = environment[name];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!(value >= least && value <= most)) {
    throw new Error(`environment "${name}": must be a number from ${least} to ${most}, got ${text}`);
  }
  return value;
}

function headerValue(environment: Environment, name: string, fallback: string): string {
  const text = environment[name] || fallback;
  // The value goes into a header and a metric label: a line break there would split the answer.
  if (!/^[\w.:@/+-]{1,200}$/.test(text)) {
    throw new Error(
      `environment "${name}": may hold letters, digits and . : @ / + - _ only, got ${JSON.stringify(text)}`,
    );
  }
  return text;
}
