import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type Answer, ownHeaders, sendAnswer, trackHeader } from "./answer";
import type { AppContext } from "./app-context";
import { faultRoute } from "./fault-route";
import { detailedHealth, health, toolsHealth } from "./health-routes";
import { callTool, injectedAnswer, page } from "./user-routes";

/** What a route gives: an answer, or nothing when it answers by itself or never. */
type Outcome = Answer | undefined | Promise<Answer | undefined>;
type Route = (context: AppContext, request: IncomingMessage, response: ServerResponse) => Outcome;

/** Requests of probes, scrapes and the lab: neither counted nor hit by the faults of users' requests. */
const ownRoutes: Readonly<Record<string, Route>> = {
  "/health": health,
  "/health/detailed": detailedHealth,
  "/health/tools": toolsHealth,
  "/metrics": scrape,
  "/lab/fault": faultRoute,
};
const methods: Readonly<Record<string, readonly string[]>> = {
  "/lab/fault": ["GET", "HEAD", "POST"],
  "/stream": ["GET"],
};

/** Answers one request, whatever it asks for. */
export async function route(context: AppContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request);
  const track = trackOf(context, request);
  const allowed = methods[path] ?? (path.startsWith("/tools/") ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"]);
  const own = Object.hasOwn(ownRoutes, path) ? ownRoutes[path] : undefined;
  let answer: Answer | undefined;
  if (!allowed.includes(request.method ?? "")) {
    answer = {
      status: 405,
      body: { error: `${path}: takes ${allowed.join(", ")}` },
      headers: { allow: allowed.join(", ") },
    };
  } else if (own !== undefined) {
    answer = await own(context, request, response);
  } else {
    answer = await userAnswer(context, path, track, response);
  }
  request.resume();
  if (answer !== undefined && !response.destroyed) sendAnswer(context, response, track, answer);
}

/** The track that the edge chose and passed on, else the instance's own. */
export function trackOf(context: AppContext, request: IncomingMessage): string {
  const asked = request.headers[trackHeader];
  return asked === "stable" || asked === "candidate" ? asked : context.settings.track;
}

const pathOf = (request: IncomingMessage): string => (request.url ?? "/").split("?", 1)[0] ?? "/";

async function userAnswer(
  context: AppContext,
  path: string,
  track: string,
  response: ServerResponse,
): Promise<Answer | undefined> {
  const startedAt = performance.now();
  context.metrics.inFlight.inc();
  response.once("close", () => context.metrics.inFlight.dec());
  response.once("finish", () => {
    const seconds = (performance.now() - startedAt) / 1000;
    if (!context.streams.has(response)) context.metrics.answered(response.statusCode, track, seconds);
  });
  const latencyMs = context.faults.latencyMs();
  if (latencyMs > 0) await delay(latencyMs);
  const injected = injectedAnswer(context);
  if (injected !== undefined) return injected;
  if (path === "/") return page(context);
  if (path.startsWith("/tools/")) return callTool(context, path.slice("/tools/".length));
  if (path === "/stream") return openStream(context, track, response);
  return { status: 404, body: { error: `${path}: does not exist` } };
}

function openStream(context: AppContext, track: string, response: ServerResponse): undefined {
  response.writeHead(200, {
    ...ownHeaders(context, track),
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    // The connection ends with the stream: an idle one would hold up the end of a drain.
    connection: "close",
  });
  context.metrics.answered(200, track, undefined);
  context.streams.add(response);
}

async function scrape(context: AppContext): Promise<Answer | undefined> {
  const fault = context.faults.current.metrics;
  if (fault === "hang") return undefined;
  if (fault === "error") return { status: 500, injected: true, body: { error: "metrics: failed as asked" } };
  const { registry } = context.metrics;
  return { status: 200, body: await registry.metrics(), headers: { "content-type": registry.contentType } };
}
