import { Agent, request } from "node:http";
import { describe, expect, it } from "vitest";
import { runningApp, until } from "./running-app";

const connectionOf = (url: string, agent: Agent): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.headers.connection));
    });
    sent.once("error", reject).end();
  });

describe("a drain", () => {
  it("takes requests for its linger, asks each connection to close, and cuts nothing", async () => {
    const app = await runningApp({ LINGER: "1", DRAIN: "10" });
    const agent = new Agent({ keepAlive: true });
    expect(await connectionOf(app.url, agent)).toBe("keep-alive");
    const stopped = app.stop();
    expect(await connectionOf(app.url, agent)).toBe("close");
    expect(await connectionOf(app.url, agent)).toBe("close");
    expect(await stopped).toBe(0);
    await expect(connectionOf(app.url, agent)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("finishes the requests that are open", async () => {
    const app = await runningApp({ LINGER: "0", DRAIN: "20" });
    await app.fault({ latencyMs: 500 });
    const answers = Array.from({ length: 20 }, () => fetch(app.url));
    await until(async () => (await app.metric("http_requests_in_flight")) === 20);
    const stopped = app.stop();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await stopped).toBe(0);
  });

  it("cuts what is open when its time is over, and says how many", async () => {
    const app = await runningApp({ LINGER: "0", DRAIN: "1" });
    await app.fault({ latencyMs: 600_000 });
    const lost = fetch(app.url).then(
      () => "answered",
      () => "cut",
    );
    await until(async () => (await app.metric("http_requests_in_flight")) === 1);
    expect(await app.stop()).toBe(1);
    expect(await lost).toBe("cut");
    expect(app.log.at(-1)).toContain("drain: ended, 1 connections cut");
  });
});
