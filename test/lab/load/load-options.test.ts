import { describe, expect, it } from "vitest";
import { type LoadOptions, loadSettings } from "../../../lab/load/load-options";

const options: LoadOptions = { url: "http://127.0.0.1:8000/health?full=1", ratePerSecond: 30, seconds: 0.1 };

describe("options of a load", () => {
  it("are completed", () => {
    expect(loadSettings(options)).toMatchObject({
      host: "127.0.0.1:8000",
      paths: ["/health?full=1"],
      headers: {},
      count: 3,
      keepAlive: true,
      timeoutMs: 10_000,
      maxInFlight: 10_000,
      streams: 0,
      streamPath: "/stream",
      streamSilenceMs: 5000,
    });
  });

  it.each<[string, Partial<LoadOptions>, string]>([
    ["an address that is none", { url: "here" }, 'load "url": must be an http address, got here'],
    ["an https address", { url: "https://a/" }, 'load "url": must be an http address, got https://a/'],
    ["no rate", { ratePerSecond: 0 }, 'load "ratePerSecond": must be above 0 to 20000, got 0'],
    ["a rate that is no number", { ratePerSecond: NaN }, 'load "ratePerSecond": must be above 0 to 20000, got NaN'],
    ["no end", { seconds: undefined }, 'load "count": a load needs an end, give count or seconds or both, got neither'],
    ["half a request", { count: 1.5 }, 'load "count": must be a whole number, got 1.5'],
    ["no requests", { count: 0 }, 'load "count": must be from 1 to 10000000, got 0'],
    ["no time", { seconds: 0 }, 'load "seconds": must be above 0 to 86400, got 0'],
    ["no patience", { timeoutMs: 0 }, 'load "timeoutMs": must be from 1 to 600000, got 0'],
    ["too many streams", { streams: 10_001 }, 'load "streams": must be from 0 to 10000, got 10001'],
    ["a path without a slash", { paths: ["a"] }, 'load "path": must begin with / and hold no space, got a'],
    [
      "a header that HTTP forbids",
      { headers: { "a b": "c" } },
      'load "headers": must be names and values that HTTP allows',
    ],
  ])("refuse %s", (_, change, message) => {
    expect(() => loadSettings({ ...options, ...change } as LoadOptions)).toThrow(message);
  });
});
