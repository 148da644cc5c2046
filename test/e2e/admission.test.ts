import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../support/cluster-api";
import { manifests, type Manifest } from "../support/manifests";
import { probes, type Probe } from "../support/probes";
import { deploy } from "../support/pulumi";
import { shop } from "../support/shop";
import { deployer, holdPath, setHold, startShop, stranger, until, type ShopCluster } from "../support/shop-cluster";

/*
 * A real API server with the real definitions. Argo's controller is stopped, so that every weight is as the test left it;
 * what the controller does under a ceiling is shown in abort.test.ts.
 */
let cluster: ShopCluster;

beforeAll(async () => {
  cluster = await startShop();
  await cluster.lab.stopComponent("rollouts");
  await until(async () => (await cluster.api.merge(holdPath, {}, { dryRun: true })).code === 200);
  for (const probe of probes) expect((await cluster.api.apply(probe.at(25), { as: deployer })).code).toBeLessThan(300);
});
afterAll(async () => {
  await cluster?.lab.stop();
});

const refusals = (all: readonly { object: Manifest; answer: Answer }[]) =>
  all
    .filter(({ answer }) => answer.code >= 300)
    .map(({ object, answer }) => `${object.kind} ${object.metadata.name}: ${answer.body.message}`);

describe("the objects of the components", () => {
  it("are accepted, every one", () => {
    expect(refusals(cluster.answers)).toEqual([]);
    expect(cluster.answers.length).toBeGreaterThan(60);
  });

  it.each([
    [
      "behind a gateway",
      {
        routing: {
          router: "gateway-api",
          gateway: { name: "edge", namespace: "traefik", listener: "tls", plainListener: "web" },
        },
        workload: { router: "gateway-api" },
      },
    ],
    ["as blue and green", { workload: { strategy: "blue-green" } }],
    ["with sticky users", { routing: { stickiness: "user" } }],
  ] as const)("are accepted %s", async (_how, changes) => {
    const objects = manifests(await deploy(() => shop(changes)));
    const answers = [];
    for (const object of objects)
      answers.push({ object, answer: await cluster.api.apply(object, { as: deployer, dryRun: true, force: true }) });
    expect(refusals(answers)).toEqual([]);
  });
});

/** Each way to write an object; none of them is kept. */
const writers: Record<string, (probe: Probe, percent: number) => Promise<Answer>> = {
  "merge patch": (probe, percent) =>
    cluster.api.merge(probe.path, { spec: probe.at(percent).spec }, { dryRun: true, as: deployer }),
  "server-side apply": (probe, percent) =>
    cluster.api.apply(probe.at(percent), { dryRun: true, force: true, fieldManager: "gitops", as: deployer }),
  replace: async (probe, percent) => {
    const { body } = await cluster.api.call("GET", probe.path);
    return cluster.api.call(
      "PUT",
      probe.path,
      { ...body, spec: probe.at(percent).spec },
      { dryRun: true, as: deployer },
    );
  },
};
const cells = probes.flatMap((probe) => Object.keys(writers).map((writer) => [probe.kind, writer, probe] as const));
const write = (writer: string, probe: Probe, percent: number): Promise<Answer> | undefined =>
  writers[writer]?.(probe, percent);

describe("the ceiling", () => {
  it.each(cells)("refuses a %s by %s that rises above the hold, and nothing else", async (_kind, writer, probe) => {
    const codes: Record<string, number | undefined> = {};
    for (const ceiling of [0, 5, 40, 100]) {
      await setHold(cluster.api, ceiling);
      await until(async () => (await write(writer, probe, 100))?.code === (ceiling === 100 ? 200 : 403));
      for (const asked of [0, 3, 25, 26, 40, 41, 100])
        codes[`${String(ceiling)}: 25 to ${String(asked)}`] = (await write(writer, probe, asked))?.code;
    }
    const expected = Object.fromEntries(
      [0, 5, 40, 100].flatMap((ceiling) =>
        [0, 3, 25, 26, 40, 41, 100].map((asked) => [
          `${String(ceiling)}: 25 to ${String(asked)}`,
          asked <= 25 || asked <= ceiling ? 200 : 403,
        ]),
      ),
    );
    expect(codes).toEqual(expected);
  });

  it("says share, ceiling, present share and reason, without a percent sign", async () => {
    await setHold(cluster.api, 5, "error rate above 2 % for 5 minutes");
    const [traefik] = probes;
    await until(async () => (await write("merge patch", traefik as Probe, 26))?.code === 403);
    const { body } = (await write("merge patch", traefik as Probe, 26)) as Answer;
    expect(body.message).toContain(
      "candidate share of 26 percent is above the ceiling of 5 percent (now 25 percent): error rate above 2  percent for 5 minutes",
    );
    expect(body.message).not.toContain("%");
  });

  it("obeys the hold with the first write after it, 20 times", async () => {
    const [traefik] = probes;
    let late = 0;
    for (let round = 0; round < 20; round += 1) {
      await setHold(cluster.api, 100);
      await until(async () => (await write("merge patch", traefik as Probe, 26))?.code === 200);
      await setHold(cluster.api, 0);
      if ((await write("merge patch", traefik as Probe, 26))?.code !== 403) late += 1;
    }
    expect(late).toBe(0);
  });
});

describe("a namespace of somebody else", () => {
  it("is left alone", async () => {
    const metadata = { name: "elsewhere" };
    expect((await cluster.api.apply({ apiVersion: "v1", kind: "Namespace", metadata })).code).toBe(201);
    const object = (probes[0] as Probe).at(100);
    const foreign = { ...object, metadata: { name: "probe", namespace: "elsewhere" } };
    expect((await cluster.api.apply(foreign, { as: stranger })).code).toBe(201);
  });
});
