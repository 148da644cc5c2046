import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { constants } from "node:os";
import type { ComponentProcess } from "./component-process";

/** Serves `POST /<component>/stop?signal=SIGKILL` and `POST /<component>/start` on a socket in the run folder. */
export function serveControl(path: string, processes: readonly ComponentProcess[]): void {
  const server = createServer((request, answer) => {
    act(request, processes).then(
      () => answer.writeHead(204).end(),
      (problem: unknown) => refuse(answer, problem),
    );
  });
  server.listen(path);
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
