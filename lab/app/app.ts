import type { AddressInfo } from "node:net";
import { createAppContext } from "./app-context";
import { drain } from "./drain";
import type { Fault } from "./fault";
import { MemoryGrowth } from "./memory-growth";
import { createAppServer } from "./server";
import type { Settings } from "./settings";

/** A running instance of the sample application. */
export interface App {
  /** The port that it really listens on. */
  readonly port: number;
  /** Ends it within its drain; resolves to the number of connections that had to be cut. */
  readonly stop: () => Promise<number>;
}

/** What an instance needs of the process around it. */
export interface Surroundings {
  /** Takes one log line. */
  readonly write: (line: string) => void;
  /** Ends the process at once; called by the fault `crashAfterMs`. */
  readonly crash: () => void;
}

/** Starts one instance and resolves when it listens. Rejects when the address cannot be had. */
export async function startApp(settings: Settings, surroundings: Surroundings): Promise<App> {
  const context = createAppContext(settings, surroundings.write);
  const server = createAppServer(context);
  const memory = new MemoryGrowth();
  const crash = crashTimer(surroundings);
  context.faults.listen((fault) => {
    memory.grow(fault.memoryMegabytesPerSecond ?? 0);
    crash(fault);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, resolve);
  });
  context.faults.watch();
  const { port } = server.address() as AddressInfo;
  context.log("info", `listening on ${settings.host}:${port}`);
  return {
    port,
    stop: async () => {
      const cut = await drain(server, context);
      context.faults.unwatch();
      memory.grow(0);
      crash({});
      return cut;
    },
  };
}

function crashTimer(surroundings: Surroundings): (fault: Fault) => void {
  let timer: NodeJS.Timeout | undefined;
  return ({ crashAfterMs }) => {
    clearTimeout(timer);
    if (crashAfterMs === undefined) return;
    timer = setTimeout(surroundings.crash, Math.max(0, crashAfterMs - process.uptime() * 1000));
  };
}
