import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { runLoad } from "../load/load";
import type { SoakSlice } from "./soak-slice";

/**
 * Sends requests slice by slice until the time is over and prints one JSON line for each. It runs inside the lab as a program of its own:
 * `soak-recorder <url> <host> <header:value or -> <seconds> <slice seconds> <rate>`.
 */
async function record([
  url = "",
  host = "",
  header = "-",
  seconds = "",
  slice = "",
  rate = "",
]: readonly string[]): Promise<void> {
  const [name = "", value = ""] = header.split(":");
  const headers: Record<string, string> = header === "-" ? {} : { [name]: value };
  const ask: Ask = { url, host, headers, seconds: Number(slice), ratePerSecond: Number(rate) };
  const end = Date.now() + Number(seconds) * 1000;
  // Slices begin when they are due, whether the answers of the last one are there or not: a slow answer must leave no gap.
  // One that was late is not made up for, so that no two end at once.
  const sliceMs = ask.seconds * 1000;
  for (let due = Date.now(); due < end; due = Math.max(due + sliceMs, Date.now() + sliceMs / 2)) {
    await sleep(due - Date.now());
    void measure(ask).then((one) => process.stdout.write(`${JSON.stringify(one)}\n`));
  }
}

interface Ask {
  readonly url: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly ratePerSecond: number;
}

async function measure({ url, host, headers, ...how }: Ask): Promise<SoakSlice> {
  const at = Date.now() / 1000 + how.seconds;
  const [report, state] = await Promise.all([
    runLoad({ url, host, headers, ...how }),
    detailed(url, { ...headers, host }),
  ]);
  const { sent, answered, faults, lostTotal: lost, latencyMs: latency } = report;
  const of = (milliseconds: number): number => milliseconds / 1000;
  const times = {
    meanSeconds: of(latency.mean),
    p50Seconds: of(latency.p50),
    p95Seconds: of(latency.p95),
    p99Seconds: of(latency.p99),
  };
  return { at, sent, answered, faults, lost, ...times, ...state };
}

/** What the application says of itself, where it does. */
function detailed(
  url: string,
  headers: Record<string, string>,
): Promise<Pick<SoakSlice, "toolsHealthy" | "cacheHitPercent">> {
  return new Promise((resolve) => {
    const request = get(new URL("/health/detailed", url), { headers, timeout: 2000 }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => resolve(stateOf(text)));
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve({}));
  });
}

function stateOf(text: string): Pick<SoakSlice, "toolsHealthy" | "cacheHitPercent"> {
  try {
    const { tools, cache } = JSON.parse(text) as {
      tools?: { healthy?: number };
      cache?: { hits?: number; misses?: number };
    };
    const asked = (cache?.hits ?? 0) + (cache?.misses ?? 0);
    return {
      ...(tools?.healthy === undefined ? {} : { toolsHealthy: tools.healthy }),
      ...(asked === 0 ? {} : { cacheHitPercent: (100 * (cache?.hits ?? 0)) / asked }),
    };
  } catch {
    return {};
  }
}

void record(process.argv.slice(2));
