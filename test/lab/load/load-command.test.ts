import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleLoad } from "../../../lab/load/bundle-load";
import type { LoadReport } from "../../../lab/load/load-report";
import { type ScriptedServer, scriptedServer } from "./scripted-server";

let program: string;
let server: ScriptedServer;
let onHang: () => void = () => undefined;
let onFinish: (response: ServerResponse) => void = (response) => void response.end();
beforeAll(async () => {
  program = await bundleLoad(mkdtempSync(join(tmpdir(), "sluice-load-")));
  server = await scriptedServer({ "/signal": () => onHang(), "/finish": (_, response) => onFinish(response) });
});
afterAll(() => server.close());

const start = (...args: string[]) => spawn(process.execPath, [program, ...args]);

async function outcome(child: ReturnType<typeof start>): Promise<{ out: string; err: string; code: number | null }> {
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { out, err, code };
}

describe("the command", () => {
  it("prints one JSON report and nothing else", async () => {
    const { out, err, code } = await outcome(
      start(
        server.url,
        "--rate",
        "500",
        "--count",
        "30",
        "--path",
        "/ok",
        "/503",
        "/503-injected",
        "--timeout-ms",
        "5000",
      ),
    );
    expect([err, code]).toEqual(["", 0]);
    expect(JSON.parse(out)).toMatchObject({ sent: 30, answered: 10, faults: 10, lostByKind: { status: 10 } });
  });

  it("sends the host and the headers it is given, each on its own connection when told so", async () => {
    const { out } = await outcome(
      start(
        `${server.url}/ok`,
        "--rate=500",
        "--count=3",
        "--host=shop.example",
        "--header",
        "x-a: 1",
        "--no-keep-alive",
      ),
    );
    expect(JSON.parse(out)).toMatchObject({ host: "shop.example", keepAlive: false, connections: 3 });
  });

  it("prints what it has when it is interrupted", async () => {
    const child = start(`${server.url}/signal`, "--rate", "100", "--seconds", "3600");
    // A second signal would end it at once, as a second Ctrl-C should.
    onHang = () => {
      onHang = () => undefined;
      child.kill("SIGINT");
    };
    const { out, code } = await outcome(child);
    const report = JSON.parse(out) as LoadReport;
    expect(code).toBe(130);
    expect(report).toMatchObject({ interrupted: true, planned: 360_000, answered: 0, lost: [] });
    expect(report.unfinished).toBe(report.sent);
  });

  it("waits for what is open when it is told to finish", async () => {
    const child = start(`${server.url}/finish`, "--rate", "100", "--seconds", "3600");
    onFinish = (response) => {
      onFinish = (later) => void later.end();
      child.kill("SIGUSR2");
      setTimeout(() => response.end(), 300);
    };
    const { out, code } = await outcome(child);
    const report = JSON.parse(out) as LoadReport;
    expect(code).toBe(0);
    expect(report).toMatchObject({ interrupted: false, unfinished: 0, lost: [], answered: report.sent });
    expect(report.planned).toBe(report.sent);
  });

  it.each([
    ["a rate of 0", ["--rate", "0", "--count", "1"], 'load "ratePerSecond": must be above 0'],
    ["a rate that is a word", ["--rate", "fast", "--count", "1"], 'load "ratePerSecond": must be above 0'],
    ["no rate", ["--count", "1"], "--rate"],
    ["no end", ["--rate", "1"], 'load "count": a load needs an end'],
    [
      "half a header",
      ["--rate", "1", "--count", "1", "--header", "x-a"],
      'load "headers": must be name:value, got x-a',
    ],
  ])("refuses %s with one line and no report", async (_, args, message) => {
    const { out, err, code } = await outcome(start(`${server.url}/ok`, ...args));
    expect([out, code]).toEqual(["", 1]);
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});
