import { request } from "node:http";
import { connect } from "node:net";
import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeFaultFile } from "../../../lab/app/fault-file";
import { type RunningApp, runningApp, until } from "./running-app";

let app: RunningApp;
beforeEach(async () => {
  app = await runningApp();
});
afterEach(async () => {
  await app.stop();
});

const get = (path: string, init?: RequestInit) => fetch(`${app.url}${path}`, init);
const statuses = async (path: string, count: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let sent = 0; sent < count; sent += 1) seen.push((await get(path)).status);
  return seen;
};

describe("an answer", () => {
  it.each<[string, string, string, number]>([
    ["of the page", "GET", "/", 200],
    ["of a tool", "GET", "/tools/issue-get", 200],
    ["to a posted call of a tool", "POST", "/tools/issue-get", 200],
    ["for a tool that does not exist", "GET", "/tools/none", 404],
    ["for a path that does not exist", "GET", "/none", 404],
    ["for a path of an object's prototype", "GET", "/constructor", 404],
    ["for a method that is not taken", "DELETE", "/", 405],
    ["of the health path", "GET", "/health", 200],
    ["of the detailed health path", "GET", "/health/detailed", 200],
    ["of the tools' health path", "GET", "/health/tools", 200],
    ["of the metrics", "GET", "/metrics", 200],
    ["of the fault path", "GET", "/lab/fault", 200],
    ["to a fault that is none", "POST", "/lab/fault", 200],
  ])("%s carries version, service and track", async (_, method, path, status) => {
    const answer = await get(path, { method, headers: { "x-sluice-track": "candidate" } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-version")).toBe("v1");
    expect(answer.headers.get("x-service")).toBe("api");
    expect(answer.headers.get("x-sluice-track")).toBe("candidate");
    expect(answer.headers.get("x-fault")).toBeNull();
  });

  it("takes its own track when the request names none that exists", async () => {
    expect((await get("/", { headers: { "x-sluice-track": "odd" } })).headers.get("x-sluice-track")).toBe("stable");
  });

  it("carries the version even to what is no HTTP", async () => {
    const text = await new Promise<string>((resolve) => {
      const socket = connect(app.port, "127.0.0.1", () => socket.write("nonsense\r\n\r\n"));
      let received = "";
      socket.on("data", (chunk: Buffer) => (received += chunk.toString()));
      socket.on("close", () => resolve(received));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain("x-version: v1\r\n");
  });

  it("carries the version to an expectation that is not known", async () => {
    const version = await new Promise((resolve, reject) => {
      const sent = request(`${app.url}/`, { headers: { expect: "wonders" } }, (answer) => {
        answer.resume();
        resolve([answer.statusCode, answer.headers["x-version"]]);
      });
      sent.on("error", reject).end();
    });
    expect(version).toEqual([417, "v1"]);
  });
});

describe("health", () => {
  it("lists 45 tools", async () => {
    const body = (await (await get("/health/tools")).json()) as { tools: { name: string; status: string }[] };
    expect(body).toMatchObject({ expected: 45, present: 45, healthy: 45 });
    expect(new Set(body.tools.map(({ name }) => name)).size).toBe(45);
  });

  it("tells memory, connections, streams, cache and tools in detail", async () => {
    const body = await (await get("/health/detailed")).json();
    expect(body).toMatchObject({ status: "ok", streams: 0, tools: { expected: 45, present: 45, healthy: 45 } });
    expect(body).toHaveProperty("memory.residentBytes");
    expect(body).toHaveProperty("cache.hits", 0);
  });
});

describe("a fault", () => {
  it("of errors hits exactly its share, with the fault header, and is counted", async () => {
    await app.fault({ errorRate: 0.25, errorStatus: 503 });
    const seen = await statuses("/tools/issue-get", 100);
    expect(seen.filter((status) => status === 503)).toHaveLength(25);
    expect(seen.filter((status) => status === 200)).toHaveLength(75);
    expect(await app.metric('http_requests_total{code="503",version="v1",service="api",track="stable"}')).toBe(25);
    expect(await app.metric('http_requests_total{code="200"}')).toBe(75);
    expect(await app.metric("log_errors_total")).toBe(25);
  });

  it("of errors marks its answers and leaves health and metrics alone", async () => {
    await app.fault({ errorRate: 1 });
    expect((await get("/")).headers.get("x-fault")).toBe("injected");
    expect((await get("/stream")).status).toBe(500);
    expect((await get("/health")).status).toBe(200);
    expect((await get("/metrics")).status).toBe(200);
  });

  it("of latency delays its share and nothing else", async () => {
    await app.fault({ latencyMs: 200, latencyRate: 0.5 });
    const milliseconds: number[] = [];
    for (let sent = 0; sent < 4; sent += 1) {
      const startedAt = performance.now();
      expect((await get("/")).status).toBe(200);
      milliseconds.push(performance.now() - startedAt);
    }
    // A timer never fires early, but its clock is coarse: one millisecond of tolerance.
    expect(milliseconds.filter((each) => each >= 199).length).toBeGreaterThanOrEqual(2);
    expect(await app.metric('http_request_duration_seconds_bucket{le="10"}')).toBe(4);
    expect(await app.metric('http_request_duration_seconds_bucket{le="0.1"}')).toBeLessThanOrEqual(2);
  });

  it("of one tool fails this tool at its rate and no other", async () => {
    await app.fault({ failingTools: { "issue-get": 0.6 } });
    const seen = await statuses("/tools/issue-get", 10);
    expect(seen.filter((status) => status === 500)).toHaveLength(6);
    expect(await statuses("/tools/issue-list", 3)).toEqual([200, 200, 200]);
    expect(await app.metric('tool_calls_total{tool="issue-get"}')).toBe(10);
    expect(await app.metric('tool_failures_total{tool="issue-get"}')).toBe(6);
    expect(await app.metric('tool_failures_total{tool="issue-list"}')).toBe(0);
    expect(await (await get("/health/tools")).json()).toMatchObject({ present: 45, healthy: 44 });
  });

  it("of a missing tool answers 404 with the fault header and takes it off the list", async () => {
    await app.fault({ missingTools: ["issue-get"] });
    const answer = await get("/tools/issue-get");
    expect([answer.status, answer.headers.get("x-fault")]).toEqual([404, "injected"]);
    expect(await (await get("/health/tools")).json()).toMatchObject({ expected: 45, present: 44, healthy: 44 });
  });

  it("of readiness answers 503 on both health paths, serves users, and ends", async () => {
    await app.fault({ unready: true });
    expect([...(await statuses("/health", 1)), ...(await statuses("/health/detailed", 1))]).toEqual([503, 503]);
    expect(await statuses("/", 1)).toEqual([200]);
    await app.fault({});
    expect(await statuses("/health", 1)).toEqual([200]);
  });

  it("of metrics answers 500, or never", async () => {
    await app.fault({ metrics: "error" });
    expect((await get("/metrics")).status).toBe(500);
    await app.fault({ metrics: "hang" });
    await expect(get("/metrics", { signal: AbortSignal.timeout(300) })).rejects.toThrow(/timeout/);
  });

  it("of memory grows the resident memory until it ends", async () => {
    const before = (await app.metric("process_resident_memory_bytes")) ?? 0;
    await app.fault({ memoryMegabytesPerSecond: 200 });
    await until(async () => ((await app.metric("process_resident_memory_bytes")) ?? 0) > before + 60 * 2 ** 20);
    await app.fault({});
  });

  it("of the cache turns its share of hits into misses and evicts", async () => {
    await statuses("/tools/issue-get", 11);
    expect([await app.metric("cache_hits_total"), await app.metric("cache_misses_total")]).toEqual([10, 1]);
    await app.fault({ cacheMissRate: 0.5 });
    await statuses("/tools/issue-get", 200);
    expect([await app.metric("cache_hits_total"), await app.metric("cache_misses_total")]).toEqual([110, 101]);
    // 101 values came into a cache of 64.
    expect(await app.metric("cache_evictions_total")).toBe(37);
  });

  it("of authorization answers 401 at its rate and is counted", async () => {
    await app.fault({ authFailureRate: 0.1 });
    expect((await statuses("/", 50)).filter((status) => status === 401)).toHaveLength(5);
    expect(await app.metric("auth_failures_total")).toBe(5);
  });

  it("of a crash loop ends the process once its time is up, and not when it is taken back", async () => {
    await app.fault({ crashAfterMs: 600_000 });
    expect(app.crashes()).toBe(0);
    await app.fault({ crashAfterMs: 0 });
    await until(() => app.crashes() === 1);
  });

  it.each<[string, unknown]>([
    ["a rate above 1", { errorRate: 1.01 }],
    ["a rate below 0", { errorRate: -0.01 }],
    ["a word that does not exist", { eror: 1 }],
    ["a status that is no error", { errorStatus: 200 }],
    ["a tool that does not exist", { failingTools: { none: 1 } }],
    ["a list", []],
  ])("with %s is refused and changes nothing", async (_, fault) => {
    await app.fault({ errorRate: 0.5 });
    expect((await app.fault(fault as object)).status).toBe(400);
    expect(await (await get("/lab/fault")).json()).toEqual({ errorRate: 0.5 });
  });

  it("of more than 64 KiB is refused", async () => {
    expect((await app.fault({ missingTools: ["x".repeat(70_000)] })).status).toBe(413);
  });
});

describe("the control file", () => {
  const inForce = async (): Promise<unknown> => (await get("/lab/fault")).json();

  it("sets the fault of its version, follows changes and ends with its removal", async () => {
    writeFaultFile(app.faultsFile, { v1: { errorRate: 1 }, v2: { unready: true } });
    await until(async () => JSON.stringify(await inForce()) === '{"errorRate":1}');
    expect((await get("/")).headers.get("x-fault")).toBe("injected");
    writeFaultFile(app.faultsFile, { v2: { unready: true } });
    await until(async () => JSON.stringify(await inForce()) === "{}");
    writeFaultFile(app.faultsFile, { v1: { errorRate: 1 }, "api:v1": { errorRate: 0.5 }, "web:v1": { unready: true } });
    await until(async () => JSON.stringify(await inForce()) === '{"errorRate":0.5}');
    rmSync(app.faultsFile);
    await until(async () => JSON.stringify(await inForce()) === "{}");
  });

  it("that is no fault is logged and leaves the last one in force", async () => {
    writeFaultFile(app.faultsFile, { v1: { errorRate: 1 } });
    await until(async () => JSON.stringify(await inForce()) === '{"errorRate":1}');
    writeFaultFile(app.faultsFile, { v1: { errorRate: 7 } });
    const complaints = (): number => app.log.filter((line) => line.includes('\\"errorRate\\"')).length;
    await until(() => complaints() > 0);
    expect(await inForce()).toEqual({ errorRate: 1 });
    writeFaultFile(app.faultsFile, { v1: { errorRate: 0.5 } });
    await until(async () => JSON.stringify(await inForce()) === '{"errorRate":0.5}');
    expect(complaints()).toBe(1);
  });
});
