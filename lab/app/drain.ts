import type { Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { AppContext } from "./app-context";

const lookMs = 25;

/**
 * Ends an instance without losing a request: answers close their connection from now on, new connections are taken for the
 * linger (a router still sends some until it hears of the end), then streams end, open requests finish, and the promise
 * resolves. Whatever is still open when the drain is over is cut. Resolves to the number of connections that were cut.
 */
export async function drain(server: Server, context: AppContext): Promise<number> {
  const { drainMs, lingerMs } = context.settings;
  const startedAt = performance.now();
  const leftMs = (): number => drainMs - (performance.now() - startedAt);
  context.draining = true;
  context.log("info", "drain: started");
  await delay(lingerMs);
  context.streams.end();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that turn idle after `close` are not closed by it.
  const sweep = setInterval(() => server.closeIdleConnections(), lookMs);
  // The last moments are for the cut itself: the process must have ended when the drain is over.
  const late = delay(Math.max(0, leftMs() - 2 * lookMs)).then(() => "late" as const);
  const inTime = await Promise.race([closed, late]);
  clearInterval(sweep);
  const cut = inTime === "late" ? context.openConnections : 0;
  if (cut > 0) server.closeAllConnections();
  context.log(cut > 0 ? "error" : "info", `drain: ended, ${cut} connections cut`);
  return cut;
}
