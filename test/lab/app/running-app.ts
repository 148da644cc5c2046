import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, startApp } from "../../../lab/app/app";
import { readSettings } from "../../../lab/app/settings";

/** An instance in this process, with what a test wants to look at. */
export interface RunningApp extends App {
  readonly url: string;
  readonly faultsFile: string;
  readonly log: string[];
  readonly crashes: () => number;
  readonly fault: (fault: object) => Promise<Response>;
  readonly metric: (series: string) => Promise<number | undefined>;
}

/** Starts an instance on a free port of 127.0.0.1, version `v1`, service `api`. */
export async function runningApp(environment: Record<string, string> = {}): Promise<RunningApp> {
  const faultsFile = join(mkdtempSync(join(tmpdir(), "sluice-app-")), "faults.json");
  const settings = readSettings({
    PORT: "0",
    VERSION: "v1",
    SERVICE: "api",
    LAB_FAULTS: faultsFile,
    DRAIN: "2",
    LINGER: "0",
    ...environment,
  });
  const log: string[] = [];
  let crashes = 0;
  const app = await startApp(settings, { write: (line) => log.push(line), crash: () => (crashes += 1) });
  const url = `http://127.0.0.1:${app.port}`;
  return {
    ...app,
    url,
    faultsFile,
    log,
    crashes: () => crashes,
    fault: (fault) => fetch(`${url}/lab/fault`, { method: "POST", body: JSON.stringify(fault) }),
    metric: async (series) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return seriesValue(text, series);
    },
  };
}

/** The value of the first line that has the name and all the labels, such as `tool_calls_total{tool="a"}`. */
export function seriesValue(text: string, series: string): number | undefined {
  const [name = "", labels = ""] = series.replace("}", "").split("{");
  const wanted = labels.split(",").filter((label) => label !== "");
  const line = text
    .split("\n")
    .find(
      (each) => (each.startsWith(`${name}{`) || each.startsWith(`${name} `)) && wanted.every((w) => each.includes(w)),
    );
  return line === undefined ? undefined : Number(line.split(" ").pop());
}

/** Waits until the condition holds; fails after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error("the condition did not come true within 10 seconds");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
