import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { ownHeaders, sendAnswer } from "./answer";
import type { AppContext } from "./app-context";
import { route, trackOf } from "./routes";

/**
 * How long an idle connection is kept. Longer than proxies keep theirs (Traefik: 90 s): whoever closes first must be the
 * side that sends, or a request meets a connection that is just closing.
 */
const keepAliveMs = 120_000;

/** Makes the HTTP server of an instance; it does not listen yet. Answers that Node would send by itself carry the version as well. */
export function createAppServer(context: AppContext): Server {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    route(context, request, response).catch((error: unknown) => {
      context.log("error", `request: ${(error as Error).stack ?? String(error)}`);
      if (response.headersSent) return void response.destroy();
      sendAnswer(context, response, trackOf(context, request), { status: 500, body: { error: "request: failed" } });
    });
  };
  const server = createServer({ keepAliveTimeout: keepAliveMs }, answer);
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    sendAnswer(context, response, trackOf(context, request), { status: 417, body: { error: "expect: is not known" } });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuse(context, error, socket));
  server.on("connection", (socket) => {
    context.openConnections += 1;
    socket.once("close", () => (context.openConnections -= 1));
  });
  return server;
}

function refuse(context: AppContext, error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };
  const status = statuses[error.code ?? ""] ?? 400;
  const headers = { ...ownHeaders(context, context.settings.track), connection: "close", "content-length": "0" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n`);
}
