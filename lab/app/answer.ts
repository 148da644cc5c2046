import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { AppContext } from "./app-context";

/** Header that carries the track of a request downstream, as the routes write it; every answer repeats it. */
export const trackHeader = "x-sluice-track";

/** One answer: status, body (an object becomes JSON) and further headers. */
export interface Answer {
  readonly status: number;
  readonly body: string | object;
  readonly headers?: OutgoingHttpHeaders;
  /** True when a fault asked for it: the answer then carries `x-fault: injected` and is no loss. */
  readonly injected?: boolean;
}

/** Headers that every answer of an instance carries, whatever its status. */
export function ownHeaders(context: AppContext, track: string): Record<string, string> {
  const { version, service } = context.settings;
  const headers = { "x-version": version, "x-service": service, [trackHeader]: track };
  // A proxy that reuses a connection to a stopping instance would lose its next request.
  return context.draining ? { ...headers, connection: "close" } : headers;
}

/** Sends one answer whole. */
export function sendAnswer(context: AppContext, response: ServerResponse, track: string, answer: Answer): void {
  const text = typeof answer.body === "string" ? answer.body : `${JSON.stringify(answer.body)}\n`;
  response.writeHead(answer.status, {
    ...ownHeaders(context, track),
    "content-type": typeof answer.body === "string" ? "text/plain; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(text),
    ...(answer.injected ? { "x-fault": "injected" } : {}),
    ...answer.headers,
  });
  response.end(text);
}
