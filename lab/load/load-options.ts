import { validateHeaderName, validateHeaderValue } from "node:http";

/** What load to send, at what rate, for how long. */
export interface LoadOptions {
  /** Where to send to, `http://address:port/path`. */
  readonly url: string;
  /** Host header, as the router's rules want it. @default the host of `url` */
  readonly host?: string | undefined;
  /** Paths that are asked in turn instead of the path of `url`. @default none */
  readonly paths?: readonly string[] | undefined;
  /** Further headers of every request. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Requests a second, started whatever became of the earlier ones; above 0, at most 20,000. */
  readonly ratePerSecond: number;
  /** Requests in all, 1 to 10,000,000. With `seconds` too, the earlier end counts. */
  readonly count?: number | undefined;
  /** Length in seconds, above 0, at most 86,400. */
  readonly seconds?: number | undefined;
  /** Reuse connections; without, each request opens its own. @default true */
  readonly keepAlive?: boolean | undefined;
  /** A request that has no complete answer after this many milliseconds is lost, 1 to 600,000. @default 10000 */
  readonly timeoutMs?: number | undefined;
  /** Requests open at once at most, 1 to 20,000; one above it is not sent and counts as lost. @default 10000 */
  readonly maxInFlight?: number | undefined;
  /** Streams to hold open beside the requests, 0 to 10,000. @default 0 */
  readonly streams?: number | undefined;
  /** Path of the streams. @default "/stream" */
  readonly streamPath?: string | undefined;
  /** A stream that says nothing for this many milliseconds is lost, 1 to 600,000. @default 5000 */
  readonly streamSilenceMs?: number | undefined;
  /** Length of the slices of the report in milliseconds, 10 to 600,000. @default none, and the report has no slices */
  readonly sliceMs?: number | undefined;
}

/** The same with every default filled in; `count` is the number of requests that both limits allow. */
export interface LoadSettings {
  readonly url: URL;
  readonly host: string;
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly ratePerSecond: number;
  readonly count: number;
  readonly keepAlive: boolean;
  readonly timeoutMs: number;
  readonly maxInFlight: number;
  readonly streams: number;
  readonly streamPath: string;
  readonly streamSilenceMs: number;
  readonly sliceMs: number | undefined;
}

/** Fills in the defaults. Throws an Error that names the option when one is outside its range. */
export function loadSettings(options: LoadOptions): LoadSettings {
  const url = loadUrl(options.url);
  const hostHeader: Record<string, string> = options.host === undefined ? {} : { host: options.host };
  return {
    url,
    host: options.host ?? url.host,
    paths: options.paths?.length ? options.paths.map(checkedPath) : [url.pathname + url.search],
    headers: checkedHeaders({ ...options.headers, ...hostHeader }),
    ratePerSecond: within("ratePerSecond", options.ratePerSecond, Number.MIN_VALUE, 20_000),
    count: plannedCount(options),
    keepAlive: options.keepAlive ?? true,
    timeoutMs: whole("timeoutMs", options.timeoutMs ?? 10_000, 1, 600_000),
    maxInFlight: whole("maxInFlight", options.maxInFlight ?? 10_000, 1, 20_000),
    ...streamSettings(options),
    sliceMs: options.sliceMs === undefined ? undefined : whole("sliceMs", options.sliceMs, 10, 600_000),
  };
}

function streamSettings(options: LoadOptions): Pick<LoadSettings, "streams" | "streamPath" | "streamSilenceMs"> {
  return {
    streams: whole("streams", options.streams ?? 0, 0, 10_000),
    streamPath: checkedPath(options.streamPath ?? "/stream"),
    streamSilenceMs: whole("streamSilenceMs", options.streamSilenceMs ?? 5000, 1, 600_000),
  };
}

function plannedCount({ count, seconds, ratePerSecond }: LoadOptions): number {
  if (count === undefined && seconds === undefined) {
    throw new Error('load "count": a load needs an end, give count or seconds or both, got neither');
  }
  const most = count === undefined ? Infinity : whole("count", count, 1, 10_000_000);
  if (seconds === undefined) return most;
  // The rounding undoes binary fractions: 0.1 seconds at 30 a second are 3 requests and not 4.
  const inTime = Math.ceil(Number((ratePerSecond * within("seconds", seconds, Number.MIN_VALUE, 86_400)).toFixed(6)));
  return Math.max(1, Math.min(most, inTime));
}

function loadUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:") throw new Error(`load "url": must be an http address, got ${text}`);
  return url;
}

function checkedPath(path: string): string {
  if (!/^\/[^\s#]*$/.test(path)) throw new Error(`load "path": must begin with / and hold no space, got ${path}`);
  return path;
}

function checkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new Error(
        `load "headers": must be names and values that HTTP allows, got ${JSON.stringify([name, value])}`,
      );
    }
  }
  return headers;
}

function within(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  const from = least === Number.MIN_VALUE ? "above 0" : `from ${least}`;
  throw new Error(`load "${name}": must be ${from} to ${most}, got ${value}`);
}

function whole(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value)) throw new Error(`load "${name}": must be a whole number, got ${value}`);
  return within(name, value, least, most);
}
