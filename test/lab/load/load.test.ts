import { afterEach, describe, expect, it } from "vitest";
import { runLoad } from "../../../lab/load/load";
import type { LoadReport, Loss } from "../../../lab/load/load-report";
import { heldUntil, resetAtSecond, type ScriptedServer, scriptedServer } from "./scripted-server";

let server: ScriptedServer;
afterEach(() => server.close());

/** The same request twenty times. */
const twenty = async (path: string, options: { timeoutMs?: number; keepAlive?: boolean } = {}): Promise<LoadReport> => {
  server = await scriptedServer();
  return runLoad({ url: server.url + path, ratePerSecond: 500, count: 20, ...options });
};
const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

describe("losses", () => {
  it.each<[string, string, Partial<Loss>]>([
    ["a reset before the answer", "/reset", { kind: "reset", phase: "answer", code: "ECONNRESET" }],
    ["a connection that ends before the answer", "/fin", { kind: "reset", phase: "answer" }],
    ["an answer that never comes", "/hang", { kind: "timeout", phase: "answer", code: "ETIMEDOUT" }],
    ["what is no HTTP", "/garbled", { kind: "garbled", phase: "answer" }],
    ["a reset within the answer", "/cut", { kind: "cut", phase: "body", status: 200, version: "v1" }],
    ["an answer without its last chunk", "/half", { kind: "cut", phase: "body", status: 200, version: "v1" }],
    ["an answer that stalls", "/stuck", { kind: "timeout", phase: "body", status: 200 }],
    ["503 without the fault header", "/503", { kind: "status", status: 503, version: "v2" }],
    ["503 with another fault header", "/503-other", { kind: "status", status: 503, version: "v2" }],
    ["a redirect", "/302", { kind: "status", status: 302, version: "none" }],
    ["404", "/404", { kind: "status", status: 404 }],
  ])("count %s each time, with its kind", async (_, path, loss) => {
    const report = await twenty(path, { timeoutMs: 500 });
    expect(report.lost).toHaveLength(20);
    for (const each of report.lost) expect(each).toMatchObject({ of: "request", path, ...loss });
    expect(report).toMatchObject({ sent: 20, answered: 0, faults: 0, byVersion: {}, unfinished: 0, lostTotal: 20 });
    expect(report.lostByKind).toEqual({ [loss.kind ?? ""]: 20 });
    expect(server.received).toEqual({ [path]: 20 });
    expect(report.lost.every(({ at, port }) => at > 0 && Number(port) > 0)).toBe(true);
  });

  it("count a connection that is refused", async () => {
    server = await scriptedServer();
    server.close();
    const report = await runLoad({ url: server.url, ratePerSecond: 500, count: 20 });
    expect(report.lostByKind).toEqual({ refused: 20 });
    expect(report.lost[0]).toMatchObject({ phase: "connect", code: "ECONNREFUSED" });
  });

  it("count a reset of a reused connection, and nothing is tried twice behind the back", async () => {
    server = await scriptedServer({ "/second": resetAtSecond() });
    const report = await runLoad({ url: `${server.url}/second`, ratePerSecond: 100, count: 40 });
    // How many connections there are depends on the machine; what happens on each does not.
    expect(report.answered).toBe(report.connections);
    expect(report.lostByKind).toEqual({ reset: 40 - report.connections });
    expect(report.lost.every(({ reused }) => reused === true)).toBe(true);
    expect(report.lostTotal).toBeGreaterThan(0);
    expect(server.received).toEqual({ "/second": 40 });
  });

  it("name what the generator could not send, and never leave it out", async () => {
    server = await scriptedServer();
    const report = await runLoad({
      url: `${server.url}/hang`,
      ratePerSecond: 20_000,
      count: 20,
      maxInFlight: 5,
      timeoutMs: 2000,
    });
    expect(report).toMatchObject({ planned: 20, sent: 5, unsent: 15, lostTotal: 20 });
    expect(report.lostByKind).toEqual({ timeout: 5, unsent: 15 });
  });

  it("are exact in a mixture", async () => {
    server = await scriptedServer();
    const paths = ["/ok", "/reset", "/503", "/ok-2", "/503-injected", "/cut", "/hang", "/no-version", "/fin", "/302"];
    const report = await runLoad({ url: server.url, paths, ratePerSecond: 1000, count: 500, timeoutMs: 3000 });
    expect(report).toMatchObject({ sent: 500, answered: 150, faults: 50, lostTotal: 300, unfinished: 0 });
    expect(report.byVersion).toEqual({ v1: 50, v2: 100, none: 50 });
    expect(report.faultsByVersion).toEqual({ v2: 50 });
    expect(report.lostByKind).toEqual({ reset: 100, status: 100, cut: 50, timeout: 50 });
    expect(report.byStatus).toEqual({ 200: 150, 204: 50, 302: 50, 503: 100 });
    expect(server.received).toEqual(Object.fromEntries(paths.map((path) => [path, 50])));
  });
});

describe("answers", () => {
  it("with the fault header are faults and no losses", async () => {
    const report = await twenty("/503-injected");
    expect(report).toMatchObject({
      answered: 0,
      faults: 20,
      lost: [],
      byVersion: { v2: 20 },
      faultsByVersion: { v2: 20 },
    });
  });

  it("come on one connection each without keep-alive", async () => {
    expect(await twenty("/ok", { keepAlive: false })).toMatchObject({ answered: 20, connections: 20, lost: [] });
  });

  it("get the Host header and the headers that were asked for", async () => {
    const seen: unknown[] = [];
    server = await scriptedServer({
      "/seen": (request, response) => {
        seen.push([request.headers.host, request.headers["x-sluice-track"]]);
        response.end();
      },
    });
    const headers = { "x-sluice-track": "candidate" };
    await runLoad({ url: `${server.url}/seen`, host: "shop.example", headers, ratePerSecond: 100, count: 1 });
    expect(seen).toEqual([["shop.example", "candidate"]]);
  });
});

describe("arrivals", () => {
  it("do not wait for answers: a server that answers only when 300 are open gets 300", async () => {
    server = await scriptedServer({ "/held": heldUntil(300) });
    const report = await runLoad({ url: `${server.url}/held`, ratePerSecond: 1000, count: 300, timeoutMs: 30_000 });
    expect(report).toMatchObject({ sent: 300, answered: 300, connections: 300, lost: [] });
  });

  it("keep their time in the latency while the server stalls", async () => {
    server = await scriptedServer({ "/held": heldUntil(100) });
    const { latencyMs } = await runLoad({
      url: `${server.url}/held`,
      ratePerSecond: 100,
      count: 100,
      timeoutMs: 30_000,
    });
    // Request k is due at 10 k ms and answered when the last, due at 990 ms, has come: lower bounds that hold on any machine.
    expect(latencyMs.max).toBeGreaterThanOrEqual(980);
    expect(latencyMs.p50).toBeGreaterThanOrEqual(480);
    expect(latencyMs.mean).toBeGreaterThanOrEqual(480);
  });

  it("keep their time in the latency while the generator itself stalls, and are all sent", async () => {
    server = await scriptedServer();
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400), 100);
    const report = await runLoad({ url: `${server.url}/ok`, ratePerSecond: 1000, count: 1000 });
    expect(report).toMatchObject({ sent: 1000, answered: 1000, lost: [] });
    expect(report.schedule.lateMs.max).toBeGreaterThanOrEqual(380);
    expect(report.latencyMs.max).toBeGreaterThanOrEqual(380);
  });

  it("end after the seconds or the count, whichever is first", async () => {
    server = await scriptedServer();
    const url = `${server.url}/ok`;
    expect(await runLoad({ url, ratePerSecond: 100, seconds: 0.5 })).toMatchObject({ planned: 50, sent: 50 });
    expect(await runLoad({ url, ratePerSecond: 100, seconds: 0.5, count: 7 })).toMatchObject({ planned: 7, sent: 7 });
  });
});

describe("an interrupt", () => {
  it("reports what there is, and what is open is neither answered nor lost", async () => {
    const interrupt = new AbortController();
    let seen = 0;
    server = await scriptedServer({
      "/open": () => {
        seen += 1;
        if (seen === 10) interrupt.abort();
      },
    });
    const paths = ["/ok", "/open"];
    const report = await runLoad(
      { url: server.url, paths, ratePerSecond: 100, seconds: 600 },
      { signal: interrupt.signal },
    );
    expect(report).toMatchObject({ interrupted: true, planned: 60_000, lost: [], faults: 0 });
    expect(report.answered + report.unfinished).toBe(report.sent);
    expect(report.unfinished).toBeGreaterThanOrEqual(10);
    expect(sum(report.byVersion)).toBe(report.answered);
  });

  it("before the start sends nothing", async () => {
    server = await scriptedServer();
    const options = { url: server.url, ratePerSecond: 1, count: 5 };
    expect(await runLoad(options, { signal: AbortSignal.abort() })).toMatchObject({ sent: 0, interrupted: true });
  });
});
