import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { runLoad } from "../../../lab/load/load";
import type { LoadReport } from "../../../lab/load/load-report";
import { type ScriptedServer, scriptedServer } from "./scripted-server";

let server: ScriptedServer;
afterEach(() => server.close());

type StreamScript = (response: ServerResponse, position: number) => void;
const tick = "id: 1\nevent: tick\ndata: {}\n\n";
const begin = (response: ServerResponse): ServerResponse => {
  response.writeHead(200, { "x-version": "v1", "content-type": "text/event-stream" }).write(tick);
  return response;
};

/** Holds so many streams until the server has seen so many arrive and half a second has passed for the last to be read. */
async function held(streams: number, arrivals: number, script: StreamScript, silenceMs = 60_000): Promise<LoadReport> {
  let arrived = 0;
  let letGo: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (letGo = resolve));
  server = await scriptedServer({
    "/stream": (_, response) => {
      arrived += 1;
      script(response, arrived);
      if (arrived === arrivals) setTimeout(letGo, 500);
    },
    "/gate": (_, response) => void all.then(() => response.writeHead(200, { "x-version": "v1" }).end()),
  });
  return runLoad({
    url: `${server.url}/gate`,
    ratePerSecond: 1,
    count: 1,
    timeoutMs: 60_000,
    streams,
    streamSilenceMs: silenceMs,
  });
}

describe("streams", () => {
  it("that stay open are neither ended nor lost", async () => {
    const report = await held(8, 8, (response) => void begin(response));
    expect(report.streams).toEqual({
      held: 8,
      opened: 8,
      openedByVersion: { v1: 8 },
      ticks: 8,
      ended: 0,
      faults: 0,
      lost: 0,
    });
    expect(report).toMatchObject({ lost: [], sent: 1, answered: 1 });
  });

  it("that are dropped are lost, that end are not, and both are opened again", async () => {
    const report = await held(8, 13, (response, position) => {
      begin(response);
      if (position <= 3) setTimeout(() => response.socket?.resetAndDestroy(), 50);
      else if (position <= 5) response.end();
    });
    expect(report.streams).toMatchObject({ opened: 13, ticks: 13, ended: 2, faults: 0, lost: 3 });
    expect(report.lost.map(({ of, kind, phase, version }) => [of, kind, phase, version])).toEqual(
      Array(3).fill(["stream", "cut", "body", "v1"]),
    );
    expect(report).toMatchObject({ lostTotal: 3, sent: 1, answered: 1 });
  });

  it("that fall silent are lost", async () => {
    const report = await held(2, 4, (response) => void begin(response), 1500);
    expect(report.lostByKind).toEqual({ timeout: 2 });
  });

  it("that are refused are lost, unless a fault was injected", async () => {
    const report = await held(2, 4, (response, position) => {
      if (position === 1) response.writeHead(503).end();
      else if (position === 2) response.writeHead(503, { "x-fault": "injected" }).end();
      else begin(response);
    });
    expect(report.streams).toMatchObject({ opened: 2, ended: 0, faults: 1, lost: 1 });
    expect(report.lostByKind).toEqual({ status: 1 });
  });

  it("count ticks that come in pieces", async () => {
    const report = await held(1, 1, (response) => {
      begin(response).write("id: 2\neve");
      setTimeout(() => response.write("nt: tick\ndata: {}\n\n"), 50);
    });
    expect(report.streams.ticks).toBe(2);
  });
});
