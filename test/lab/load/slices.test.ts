import { afterEach, describe, expect, it } from "vitest";
import { runLoad } from "../../../lab/load/load";
import type { LoadReport } from "../../../lab/load/load-report";
import { type LoadSlice, Slices } from "../../../lab/load/slices";
import { type ScriptedServer, scriptedServer } from "./scripted-server";

let server: ScriptedServer | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

const total = (slices: readonly LoadSlice[], what: "byVersion" | "opened" | "closed"): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const slice of slices) {
    for (const [version, count] of Object.entries(slice[what])) sums[version] = (sums[version] ?? 0) + count;
  }
  return sums;
};
const sliced = async (paths: readonly string[], streams = 0): Promise<LoadReport> => {
  server = await scriptedServer({
    "/stream": (_, response) => {
      response.writeHead(200, { "x-version": "v1" }).write("event: tick\n\n");
      setTimeout(() => response.end(), 100);
    },
  });
  return runLoad({ url: server.url, paths, ratePerSecond: 200, count: 120, timeoutMs: 3000, streams, sliceMs: 50 });
};

describe("slices", () => {
  it("count each piece of time by itself, oldest first", () => {
    const slices = new Slices(100);
    slices.count("byVersion", 250, "v2");
    slices.count("byVersion", 0, "v1");
    slices.count("byVersion", 99.9, "v1");
    slices.count("opened", 200, "v2");
    slices.count("closed", 299, "v2");
    slices.lose(100);
    expect(slices.report()).toEqual([
      { at: 0, byVersion: { v1: 2 }, lost: 0, opened: {}, closed: {} },
      { at: 100, byVersion: {}, lost: 1, opened: {}, closed: {} },
      { at: 200, byVersion: { v2: 1 }, lost: 0, opened: { v2: 1 }, closed: { v2: 1 } },
    ]);
  });

  it("are not there when nobody asked", () => {
    const slices = new Slices(undefined);
    slices.count("byVersion", 5, "v1");
    slices.lose(5);
    expect(slices.report()).toEqual([]);
  });

  it("of a load add up to its totals", async () => {
    const { byVersion, lostTotal, slices } = await sliced(["/ok", "/ok-2", "/reset"]);
    expect(byVersion).toEqual({ v1: 40, v2: 40 });
    expect(total(slices, "byVersion")).toEqual(byVersion);
    expect(slices.reduce((sum, { lost }) => sum + lost, 0)).toBe(lostTotal);
    expect(slices.length).toBeGreaterThan(5);
    expect(slices.every(({ at }) => at % 50 === 0)).toBe(true);
  });

  it("hold the streams that came and went, and not those that the client closed", async () => {
    const { streams, slices } = await sliced(["/ok"], 4);
    expect(total(slices, "opened")).toEqual(streams.openedByVersion);
    expect(total(slices, "closed")).toEqual({ v1: streams.ended });
    expect(streams.ended).toBeGreaterThanOrEqual(4);
  });
});
