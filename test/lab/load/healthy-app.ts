import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { bundleApp } from "../../../lab/app/bundle";
import { runLoad } from "../../../lab/load/load";
import { seriesValue } from "../app/running-app";

/** The sample application in a process of its own, without faults. */
export interface HealthyApp {
  readonly process: ChildProcess;
  readonly url: string;
  /** How many requests it says to have answered with this code. */
  readonly served: (code: number) => Promise<number>;
}

/** Makes the application's program, and answers how to start it with an environment. */
export async function healthyApp(): Promise<(environment?: Record<string, string>) => Promise<HealthyApp>> {
  const program = await bundleApp(mkdtempSync(join(tmpdir(), "sluice-healthy-")));
  return async (environment = {}) => {
    const app = spawn(process.execPath, [program], { env: { PORT: "0", VERSION: "v1", ...environment } });
    const url = await new Promise<string>((resolve) => {
      app.stdout.on("data", (chunk: Buffer) => {
        const port = /127\.0\.0\.1:(\d+)/.exec(chunk.toString())?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      });
    });
    const metrics = async (): Promise<string> => (await fetch(`${url}/metrics`)).text();
    const served = async (code: number): Promise<number> =>
      seriesValue(await metrics(), `http_requests_total{code="${code}"}`) ?? 0;
    return { process: app, url, served };
  };
}

/** Sends this many requests at 2,000 a second, with 50 streams beside them: none is lost, and the application counts the same. */
export async function expectNothingLost({ url, served }: HealthyApp, count: number): Promise<void> {
  const before = await served(200);
  const report = await runLoad({
    url,
    paths: ["/", "/tools/issue-get", "/tools/sprint-list"],
    ratePerSecond: 2000,
    count,
    streams: 50,
    streamSilenceMs: 30_000,
    timeoutMs: 30_000,
  });
  expect(report.lost).toEqual([]);
  expect(report).toMatchObject({ sent: count, answered: count, faults: 0, byVersion: { v1: count } });
  expect(report.streams).toMatchObject({ held: 50, opened: 50, ended: 0, lost: 0 });
  expect(await served(200)).toBe(before + count + 50);
  expect(Math.abs(report.schedule.ratePerSecond / 2000 - 1)).toBeLessThan(0.01);
}
