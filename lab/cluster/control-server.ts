import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { constants } from "node:os";
import type { Duplex } from "node:stream";
import type { ComponentProcess } from "./component-process";

/**
 * Serves the lab's owner on a socket in the run folder: `POST /<component>/stop?signal=SIGKILL`, `POST /<component>/start`,
 * and `CONNECT <address>:<port>`, the only way to reach the lab's network from outside. The folder is its owner's alone.
 */
export function serveControl(path: string, processes: readonly ComponentProcess[]): void {
  const server = createServer((request, answer) => {
    act(request, processes).then(
      () => answer.writeHead(204).end(),
      (problem: unknown) => refuse(answer, problem),
    );
  });
  server.on("connect", (request: IncomingMessage, client: Duplex) => tunnel(request.url ?? "", client));
  server.listen(path);
}

function tunnel(target: string, client: Duplex): void {
  const [host = "", port = ""] = target.split(":");
  const inside = connect(Number(port), host, () => {
    client.write("HTTP/1.1 200 OK\r\n\r\n");
    client.pipe(inside).pipe(client);
  });
  inside.on("error", () => client.destroy());
  client.on("error", () => inside.destroy());
  client.on("close", () => inside.destroy());
}

async function act(request: IncomingMessage, processes: readonly ComponentProcess[]): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://lab");
  const [, name, action] = pathname.split("/");
  const found = processes.find((one) => one.name === name);
  if (found === undefined) {
    throw new Error(`component "${name}": unknown; the lab has ${processes.map((one) => one.name).join(", ")}`);
  }
  if (action === "start") return found.start();
  if (action === "stop") return found.stop(signalOf(searchParams.get("signal")));
  throw new Error(`component "${name}": can be told start or stop, got "${action ?? ""}"`);
}

function signalOf(text: string | null): NodeJS.Signals {
  if (text === null) return "SIGTERM";
  if (!(text in constants.signals)) throw new Error(`signal "${text}": unknown`);
  return text as NodeJS.Signals;
}

function refuse(answer: ServerResponse, problem: unknown): void {
  answer.writeHead(400, { "content-type": "text/plain" });
  answer.end(problem instanceof Error ? problem.message : String(problem));
}
