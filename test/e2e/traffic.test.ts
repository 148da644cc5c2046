import { beforeAll, describe, expect, it } from "vitest";
import { trafficRun, type TrafficFound } from "../prove/traffic-run";
import { trafficStages } from "../prove/traffic-stages";

// The short form of `npm run prove -- traffic`: fewer requests, a drain of 3 seconds instead of the plan's 30. The pods are the lab's own
// processes, so this says nothing of a node's network; router, controllers, API server and engine are the real ones.
const leastRequests = 5000;
const steadySeconds = [2, 2, 6, 3, 6, 3, 2, 2];
let found: TrafficFound;

beforeAll(async () => {
  found = await trafficRun({
    ...{ system: "mcp-jira-server", host: "server.lab", stages: trafficStages(steadySeconds) },
    ...{ ratePerSecond: 40, streams: 12 },
    change: (text) => text.replace("drain: 30 seconds", "drain: 3 seconds"),
    say: (line) => console.log(line),
  });
}, 900_000);

describe("a load that runs while a release goes through every change", () => {
  it("loses no request and no stream", () => {
    const { report } = found;
    expect(report.lost).toEqual([]);
    expect(report).toMatchObject({ lostTotal: 0, faults: 0, unfinished: 0, answered: report.sent });
    expect(Object.keys(report.byVersion).toSorted()).toEqual(["1.0.0", "2.0.0"]);
    expect(report.sent).toBeGreaterThanOrEqual(leastRequests);
  });

  it("finds the shares of every stage within the band that chance allows", () => {
    expect(found.stages.map(({ stage, inBand }) => [stage.title, inBand])).toEqual(
      found.stages.map(({ stage }) => [stage.title, true]),
    );
    const [, , canary, down] = found.stages;
    expect(canary?.steadyNew).toBeGreaterThan(0);
    expect(down?.steadyNew).toBe(0);
  });

  it("has every stream ended by its pod in good order once the pod goes", () => {
    const { report, stages } = found;
    const last = stages.at(-1);
    // Two sets of pods went, and each stream was held by one of them.
    expect(report.streams.ended).toBeGreaterThanOrEqual(12);
    expect(report.streams).toMatchObject({ held: 12, lost: 0, faults: 0 });
    expect(last?.held).toEqual({ "1.0.0": 12, "2.0.0": 0 });
  });
});
