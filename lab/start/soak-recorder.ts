import { get } from "node:http";
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
  const end = Date.now() + Number(seconds) * 1000;
  while (Date.now() < end) {
    const report = await runLoad({ url, host, headers, ratePerSecond: Number(rate), seconds: Number(slice) });
    const { sent, answered, faults, lostTotal: lost, latencyMs: latency } = report;
    const of = (milliseconds: number): number => milliseconds / 1000;
    const times = {
      meanSeconds: of(latency.mean),
      p50Seconds: of(latency.p50),
      p95Seconds: of(latency.p95),
      p99Seconds: of(latency.p99),
    };
    const state = await detailed(url, { ...headers, host });
    const one: SoakSlice = { at: Date.now() / 1000, sent, answered, faults, lost, ...times, ...state };
    process.stdout.write(`${JSON.stringify(one)}\n`);
  }
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
