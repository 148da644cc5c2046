import { describe, expect, it } from "vitest";
import { runningApp } from "./running-app";

describe("a stream", () => {
  it("ticks at once, counts its ticks, and ends complete when the instance drains", async () => {
    const app = await runningApp({ LINGER: "1", DRAIN: "4" });
    const answer = await fetch(`${app.url}/stream`);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(answer.headers.get("x-version")).toBe("v1");
    expect(await app.metric("streams_open")).toBe(1);
    const stopped = app.stop();
    // `text` rejects when the body is cut, so that it resolves proves a complete end.
    const events = (await answer.text()).trim().split("\n\n");
    expect(events[0]).toBe('id: 1\nevent: tick\ndata: {"version":"v1","tick":1}');
    expect(events.at(-1)).toBe('event: end\ndata: {"reason":"drain"}');
    expect(await stopped).toBe(0);
  });

  it("is counted as a request when it opens, and has no duration", async () => {
    const app = await runningApp();
    const answer = await fetch(`${app.url}/stream`);
    expect(await app.metric('http_requests_total{code="200"}')).toBe(1);
    expect(await app.metric("http_request_duration_seconds_count")).toBeUndefined();
    await answer.body?.cancel();
    await app.stop();
  });
});
