import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

type Script = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server whose paths go wrong in one way each. */
export interface ScriptedServer {
  readonly url: string;
  /** Requests that reached it, by path: what it counts itself, to hold against what the generator counts. */
  readonly received: Record<string, number>;
  readonly close: () => void;
}

/** What each path does, as exactly as a socket allows. */
const scripts: Record<string, Script> = {
  "/ok": (_, response) => response.writeHead(200, { "x-version": "v1" }).end("ok"),
  "/ok-2": (_, response) => response.writeHead(204, { "x-version": "v2" }).end(),
  "/no-version": (_, response) => response.end("ok"),
  "/reset": (request) => request.socket.resetAndDestroy(),
  "/fin": (request) => request.socket.end(),
  "/hang": () => undefined,
  "/garbled": (request) => request.socket.end("this is no HTTP\r\n\r\n"),
  "/cut": (request, response) => {
    response.writeHead(200, { "x-version": "v1", "content-length": "1000" });
    response.write("half", () => request.socket.resetAndDestroy());
  },
  "/half": (request, response) => {
    response.writeHead(200, { "x-version": "v1" });
    response.write("a chunk but not the last", () => request.socket.end());
  },
  "/stuck": (_, response) => response.writeHead(200, { "x-version": "v1", "content-length": "9" }).write("half"),
  "/503": (_, response) => response.writeHead(503, { "x-version": "v2" }).end("no"),
  "/503-injected": (_, response) => response.writeHead(503, { "x-version": "v2", "x-fault": "injected" }).end("no"),
  "/503-other": (_, response) => response.writeHead(503, { "x-version": "v2", "x-fault": "real" }).end("no"),
  "/302": (_, response) => response.writeHead(302, { location: "/ok" }).end(),
  "/404": (_, response) => response.writeHead(404).end(),
};

/** Starts it on a free port of 127.0.0.1. Further scripts come on top of those above. */
export async function scriptedServer(further: Record<string, Script> = {}): Promise<ScriptedServer> {
  const all = { ...scripts, ...further };
  const received: Record<string, number> = {};
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    received[path] = (received[path] ?? 0) + 1;
    (all[path] ?? ((_, answer) => answer.writeHead(404).end()))(request, response);
  });
  // A burst of new connections on a busy machine must meet a queue that holds them all.
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A script that answers nothing until so many requests are open, then all of them at once. */
export function heldUntil(count: number): Script {
  const open: ServerResponse[] = [];
  return (_, response) => {
    open.push(response);
    if (open.length === count) for (const each of open.splice(0)) each.writeHead(200, { "x-version": "v1" }).end();
  };
}

/** A script that answers the first request of each connection and resets at the second. */
export function resetAtSecond(): Script {
  const known = new WeakSet<Socket>();
  return (request, response) => {
    if (known.has(request.socket)) return void request.socket.resetAndDestroy();
    known.add(request.socket);
    response.writeHead(200, { "x-version": "v1" }).end();
  };
}
