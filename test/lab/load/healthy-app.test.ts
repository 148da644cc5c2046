import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleApp } from "../../../lab/app/bundle";
import { runLoad } from "../../../lab/load/load";
import { seriesValue } from "../app/running-app";

let program: string;
let child: ChildProcess;
let url: string;
beforeAll(async () => {
  program = await bundleApp(mkdtempSync(join(tmpdir(), "sluice-healthy-")));
  [child, url] = await started({});
});
afterAll(() => void child.kill("SIGKILL"));

async function started(environment: Record<string, string>): Promise<[ChildProcess, string]> {
  const app = spawn(process.execPath, [program], { env: { PORT: "0", VERSION: "v1", ...environment } });
  const address = await new Promise<string>((resolve) => {
    app.stdout.on("data", (chunk: Buffer) => {
      const port = /127\.0\.0\.1:(\d+)/.exec(chunk.toString())?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
  return [app, address];
}

const served = async (code: number): Promise<number> =>
  seriesValue(await (await fetch(`${url}/metrics`)).text(), `http_requests_total{code="${code}"}`) ?? 0;

describe("against a healthy application in its own process", () => {
  it("100,000 requests at 2,000 a second and 50 streams lose nothing, and the application counts the same", async () => {
    const before = await served(200);
    const report = await runLoad({
      url,
      paths: ["/", "/tools/issue-get", "/tools/sprint-list"],
      ratePerSecond: 2000,
      count: 100_000,
      streams: 50,
      streamSilenceMs: 30_000,
      timeoutMs: 30_000,
    });
    expect(report.lost).toEqual([]);
    expect(report).toMatchObject({ sent: 100_000, answered: 100_000, faults: 0, byVersion: { v1: 100_000 } });
    expect(report.streams).toMatchObject({ held: 50, opened: 50, ended: 0, lost: 0 });
    expect(await served(200)).toBe(before + 100_000 + 50);
    expect(Math.abs(report.schedule.ratePerSecond / 2000 - 1)).toBeLessThan(0.01);
  });

  it("5,000 requests on a connection each lose nothing", async () => {
    const report = await runLoad({ url, ratePerSecond: 1000, count: 5000, keepAlive: false, timeoutMs: 30_000 });
    expect(report).toMatchObject({ answered: 5000, connections: 5000, lost: [] });
  });

  it("an injected error rate is counted as faults to the request", async () => {
    await fetch(`${url}/lab/fault`, { method: "POST", body: '{"errorRate":0.02}' });
    const report = await runLoad({ url, ratePerSecond: 1000, count: 5000, timeoutMs: 30_000 });
    await fetch(`${url}/lab/fault`, { method: "POST", body: "{}" });
    expect(report).toMatchObject({ answered: 4900, faults: 100, faultsByVersion: { v1: 100 }, lost: [] });
    expect(await served(500)).toBe(100);
  });

  // Without a router the load has to end within the linger: that requests then go elsewhere is the router's part.
  it("loses nothing to a SIGTERM in the middle of the load, on old connections and on new ones", async () => {
    const [leaving, address] = await started({ LINGER: "5", DRAIN: "20" });
    const exited = once(leaving, "exit");
    let terminated = false;
    const report = await runLoad(
      { url: address, ratePerSecond: 1000, count: 2000, timeoutMs: 30_000 },
      {
        progress: ({ sent }) => {
          if (!terminated && sent >= 400) terminated = leaving.kill("SIGTERM");
        },
      },
    );
    expect(terminated).toBe(true);
    expect(report).toMatchObject({ sent: 2000, answered: 2000, lost: [] });
    // Every answer since the signal closed its connection.
    expect(report.connections).toBeGreaterThan(500);
    expect(await exited).toEqual([0, null]);
  });
});
