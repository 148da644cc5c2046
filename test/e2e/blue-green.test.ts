import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { TrafficLoad } from "../prove/traffic-load";
import { storyStack, type StoryStack } from "../support/story-stack";
import { storyWalk, type StoryWalk } from "../support/story-walk";

// The pods are the lab's own processes, so this says nothing of a node's network; router, controllers, API server and engine are the real ones.
const host = "server.lab";
let stack: StoryStack;
let walk: StoryWalk;
let load: TrafficLoad;
let port: number;

/** The plan of mcp-jira-server with one phase of 100 %, for everybody at once. */
function blueGreen(text: string): string {
  const plan = parse(text) as { phases: { enter: string[] }[]; decisions: { before: string[] }[]; strategy?: string };
  const enter = plan.phases[0]?.enter ?? [];
  plan.strategy = "blue-green";
  plan.phases = plan.phases.slice(-1).map((phase) => ({ ...phase, enter }));
  plan.decisions = plan.decisions.filter(({ before }) => before.includes("full"));
  const one = stringify(plan).replace("at the start of canary", "at the start of full");
  return one.replace("drain: 30 seconds", "drain: 3 seconds");
}

beforeAll(async () => {
  stack = await storyStack("mcp-jira-server", blueGreen);
  walk = storyWalk(stack);
  load = new TrafficLoad({ lab: stack.lab, host, ratePerSecond: 40, streams: 6 });
  port = await stack.lab.forward(stack.lab.edge.port, stack.lab.edge.host);
}, 900_000);
afterAll(() => stack.stop());

/** Version and track that one request meets. */
const answer = (headers: Record<string, string> = {}): Promise<readonly unknown[]> =>
  new Promise((resolve, reject) => {
    const asked = get({ host: "127.0.0.1", port, headers: { host, ...headers }, agent: false }, (response) => {
      response.resume();
      resolve([response.headers["x-version"], response.headers["x-sluice-track"]]);
    });
    asked.on("error", reject);
  });
/** Slices in which both versions answered. */
const mixed = (slices: readonly Readonly<Record<string, number>>[]): number =>
  slices.filter((byVersion) => Object.keys(byVersion).length > 1).length;
const smoke = { "x-sluice-smoke": "candidate" };

describe("blue and green, by the real engine under load", () => {
  it("bootstraps, and from the first answer on a load runs", async () => {
    const begun = load.begin();
    await walk.reach("bootstrap", "1.0.0");
    await begun;
    expect(await answer()).toEqual(["1.0.0", "stable"]);
  });

  it("prepares all pods of the new version, which only the smoke header reaches", async () => {
    await walk.reach("prepare", "2.0.0");
    expect(await walk.progress()).toMatchObject({ phase: "prepare", weight: { kind: "present", value: 0 } });
    expect(await answer()).toEqual(["1.0.0", "stable"]);
    expect(await answer(smoke)).toEqual(["2.0.0", "candidate"]);
    expect(await answer({ "x-sluice-smoke": "guessed", "x-sluice-track": "candidate" })).toEqual(["1.0.0", "stable"]);
  });

  it("switches back in one step, without a signature, and forth again", async () => {
    await walk.reach("full", "2.0.0");
    expect(await walk.progress()).toMatchObject({ phase: "full", weight: { kind: "present", value: 100 } });
    await walk.descend("prepare", "2.0.0");
    expect(await walk.progress()).toMatchObject({ phase: "prepare", weight: { kind: "present", value: 0 } });
    expect(await answer()).toEqual(["1.0.0", "stable"]);
    await walk.reach("full", "2.0.0");
    expect(await answer()).toEqual(["2.0.0", "candidate"]);
  });

  it("completes, and returns to the version before", async () => {
    await walk.reach("complete", "2.0.0");
    expect(await answer()).toEqual(["2.0.0", "stable"]);
    await walk.descend("complete", "1.0.0");
    expect(await answer()).toEqual(["1.0.0", "stable"]);
  });

  it("has lost nothing, and has served no mixture but in the moments of the switch", async () => {
    const report = await load.end();
    expect(report.lost).toEqual([]);
    expect(report).toMatchObject({ lostTotal: 0, faults: 0, answered: report.sent });
    expect(report.sent).toBeGreaterThan(1000);
    expect(Object.keys(report.byVersion).toSorted()).toEqual(["1.0.0", "2.0.0"]);
    // Once to 2.0.0, back, forth, and the return: each within three slices of a quarter of a second, for what was under way on a busy machine.
    expect(mixed(report.slices.map(({ byVersion }) => byVersion))).toBeLessThanOrEqual(12);
  });
});
