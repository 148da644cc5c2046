import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLoad } from "../../../lab/load/load";
import { expectNothingLost, healthyApp, type HealthyApp } from "./healthy-app";

let started: Awaited<ReturnType<typeof healthyApp>>;
let app: HealthyApp;
let url: string;
beforeAll(async () => {
  started = await healthyApp();
  app = await started();
  ({ url } = app);
});
afterAll(() => void app.process.kill("SIGKILL"));

describe("against a healthy application in its own process", () => {
  // `npm run prove -- load` sends 100,000.
  it("20,000 requests at 2,000 a second and 50 streams lose nothing, and the application counts the same", async () => {
    await expectNothingLost(app, 20_000);
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
    expect(await app.served(500)).toBe(100);
  });

  // Without a router the load has to end within the linger: that requests then go elsewhere is the router's part.
  it("loses nothing to a SIGTERM in the middle of the load, on old connections and on new ones", async () => {
    const { process: leaving, url: address } = await started({ LINGER: "5", DRAIN: "20" });
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
