import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** How one target behaves: how many requests a second it counts, and how many of them fail. */
export interface Behaviour {
  readonly failedPercent: number;
}

/** A program that shows metrics as a service does: counters that grow with time. */
export interface FakeTarget {
  readonly address: string;
  readonly behave: (behaviour: Behaviour) => void;
  /** Stops answering; the address stays the same for `revive`. */
  readonly die: () => Promise<void>;
  readonly revive: () => Promise<void>;
}

const requestsASecond = 1000;

/** Starts a target on loopback. */
export async function fakeTarget(): Promise<FakeTarget> {
  let behaviour: Behaviour = { failedPercent: 0 };
  let counted = { at: Date.now(), good: 0, bad: 0 };
  const count = (): void => {
    const requests = ((Date.now() - counted.at) / 1000) * requestsASecond;
    const bad = (requests * behaviour.failedPercent) / 100;
    counted = { at: Date.now(), good: counted.good + requests - bad, bad: counted.bad + bad };
  };
  const page = (): string => {
    count();
    const all = counted.good + counted.bad;
    return [
      `http_requests_total{code="200"} ${counted.good}`,
      `http_requests_total{code="500"} ${counted.bad}`,
      `http_request_duration_seconds_bucket{le="0.1"} ${all}`,
      `http_request_duration_seconds_bucket{le="+Inf"} ${all}`,
      `http_request_duration_seconds_sum ${all / 100}`,
      `http_request_duration_seconds_count ${all}`,
      "process_cpu_seconds_total 1",
      "process_resident_memory_bytes 1000000",
      "",
    ].join("\n");
  };
  let server: Server = await listen(page, 0);
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    behave: (next) => {
      count();
      behaviour = next;
    },
    die: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
    revive: async () => {
      server = await listen(page, port);
    },
  };
}

function listen(page: () => string, port: number): Promise<Server> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4").end(page());
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve(server);
    });
  });
}
