import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WorkloadShare } from "../../components/workload/workload";
import { guardedLabel } from "../../contract/object-names";
import { bundleApp } from "../../lab/app/bundle";
import { sampleImage } from "../../lab/app/sample-image";
import { manifests, type Manifest } from "../support/manifests";
import { deploy } from "../support/pulumi";
import { services, share, shop, workloadArgs } from "../support/shop";
import { deployer, holdPath, setHold, startShop, until, type ShopCluster } from "../support/shop-cluster";
import { settledIn } from "../support/settled-in";

/*
 * The real controller, router and pods. Pulumi is not here: the test applies the Rollouts that the workload emits and waits for what
 * its annotation says, so it proves the annotation and the steps, not the provider's waiting.
 */
let cluster: ShopCluster;
const images: Record<string, Record<string, string>> = {};
const running = services.map((service) => ({
  ...service,
  health: { live: "/health", ready: "/health" },
  env: { PORT: String(service.port) },
  secrets: {},
}));
const onCall = { user: "anna", groups: ["on-call", "system:authenticated"] };
const rolloutPath = (service: string) => `/apis/argoproj.io/v1alpha1/namespaces/shop-production/rollouts/${service}`;
const splitPath = (service: string) =>
  `/apis/traefik.io/v1alpha1/namespaces/shop-production/traefikservices/${service}`;

beforeAll(async () => {
  const bundle = await bundleApp(join(process.env["TMPDIR"] ?? "/tmp", "sluice-abort-app"));
  cluster = await startShop((lab) => {
    for (const version of ["r1", "r2", "r3"]) {
      images[version] = Object.fromEntries(
        running.map(({ name }) => [
          name,
          lab.images.register(sampleImage({ bundle, system: "shop", service: name, version })),
        ]),
      );
    }
    return {
      routing: { services: running },
      workload: { services: running, share: bootstrap, images: images["r1"] ?? {} },
    };
  });
});
afterAll(async () => {
  await cluster?.lab.stop();
});

const bootstrap: WorkloadShare = {
  ...share,
  release: "r1",
  phase: "bootstrap",
  previousPercent: 0,
  targetPercent: 0,
  way: "bootstraps",
};
const weights = async (): Promise<number[]> => {
  const read = async (service: string): Promise<number> =>
    (await cluster.api.call("GET", splitPath(service))).body.spec.weighted.services[1].weight;
  return Promise.all(services.map(({ name }) => read(name)));
};
const status = async (service: string) => (await cluster.api.call("GET", rolloutPath(service))).body.status;

/** Applies what the workload emits for a share, and waits as its annotation says. Answers the seconds that took. */
async function release(change: Partial<WorkloadShare>): Promise<number> {
  const next: WorkloadShare = { ...share, ...change };
  const workload = { ...workloadArgs, services: running, images: images[next.release] ?? {}, share: next };
  const rollouts = manifests(await deploy(() => shop({ workload }))).filter(({ kind }) => kind === "Rollout");
  const start = performance.now();
  for (const rollout of rollouts) await reach(next.way === "returns" ? await withLiveSteps(rollout) : rollout);
  return (performance.now() - start) / 1000;
}

/** What Pulumi's provider sends where the program leaves the strategy alone: the live one. */
async function withLiveSteps(rollout: Manifest): Promise<Manifest> {
  const { strategy } = (await cluster.api.call("GET", rolloutPath(rollout.metadata.name))).body.spec;
  return { ...rollout, spec: { ...rollout.spec, strategy } };
}

async function reach(rollout: Manifest): Promise<void> {
  const answer = await cluster.api.apply(rollout, { as: deployer, force: true });
  if (answer.code >= 300) throw new Error(answer.body.message);
  const wait = rollout.metadata.annotations?.["pulumi.com/waitFor"] ?? "";
  await until(
    async () => settledIn((await cluster.api.call("GET", rolloutPath(rollout.metadata.name))).body, wait),
    60_000,
  );
}

const abort = (): Promise<unknown[]> =>
  Promise.all(
    services.map(({ name }) =>
      cluster.api.merge(`${rolloutPath(name)}/status`, { status: { abort: true } }, { as: onCall }),
    ),
  );

describe("a release on the real controller", () => {
  it("starts with the stable release at once, and every pod is as strict as the namespace wants", async () => {
    await reach(await rolloutOf("api", bootstrap, "r1"));
    await reach(await rolloutOf("web", bootstrap, "r1"));
    expect((await status("api")).availableReplicas).toBe(3);
    expect((await status("web")).availableReplicas).toBe(2);
  });

  it("prepares a candidate that runs and gets nothing", async () => {
    await release({ release: "r2", phase: "prepare", targetPercent: 0 });
    const { updatedReplicas, availableReplicas } = await status("api");
    expect([updatedReplicas, availableReplicas, await weights()]).toEqual([1, 4, [0, 0]]);
  });

  it("goes up and down by its steps, and the router holds the share when the wait is over", async () => {
    const seen: number[][] = [];
    for (const [phase, previousPercent, targetPercent] of [
      ["canary", 0, 5],
      ["graduated", 5, 25],
      ["canary", 25, 5],
      ["graduated", 5, 25],
    ] as const) {
      await release({ release: "r2", phase, previousPercent, targetPercent });
      seen.push(await weights());
    }
    expect(seen).toEqual([
      [5, 5],
      [25, 25],
      [5, 5],
      [25, 25],
    ]);
  });
});

describe("under a hold of 0, at a share of 25 percent", () => {
  it("refuses the next phase, and the share stays", async () => {
    await setHold(cluster.api, 0);
    await expect(release({ release: "r2", phase: "full", previousPercent: 25, targetPercent: 100 })).rejects.toThrow(
      "above the ceiling of 0 percent",
    );
    expect(await weights()).toEqual([25, 25]);
  });

  it("lets on-call abort, and takes the share to 0", async () => {
    await abort();
    const milliseconds = await until(async () => (await weights()).every((weight) => weight === 0), 10_000);
    console.log(JSON.stringify({ "abort to 0 percent under a hold, ms": Math.round(milliseconds) }));
    expect((await status("api")).abort).toBe(true);
  });

  it("lets the stable release come back: its images return, and the steps ask for nothing", async () => {
    await release({ release: "r1", phase: "full", targetPercent: 100, way: "returns" });
    const { abort: aborted, stableRS, currentPodHash } = await status("api");
    expect([await weights(), aborted ?? false, stableRS === currentPodHash]).toEqual([[0, 0], false, true]);
  });

  it("lets a new release be prepared, and no more", async () => {
    await release({ release: "r3", phase: "prepare", targetPercent: 0 });
    expect(await weights()).toEqual([0, 0]);
    await expect(release({ release: "r3" })).rejects.toThrow("above the ceiling of 0 percent");
  });
});

describe("once the hold is lifted", () => {
  it("goes on to everybody, and completes: the candidate is the stable release then", async () => {
    await setHold(cluster.api, 100);
    await release({ release: "r3", phase: "canary", previousPercent: 0, targetPercent: 5 });
    await release({ release: "r3", phase: "full", previousPercent: 5, targetPercent: 100 });
    expect(await weights()).toEqual([100, 100]);
    await release({ release: "r3", phase: "complete", previousPercent: 100, targetPercent: 100, way: "completes" });
    const { stableRS, currentPodHash } = await status("web");
    expect([await weights(), stableRS === currentPodHash]).toEqual([[0, 0], true]);
  });
});

describe("without any hold", () => {
  it("lets on-call abort all the same", async () => {
    await release({ release: "r2", phase: "prepare", targetPercent: 0 });
    await release({ release: "r2" });
    await cluster.api.merge("/api/v1/namespaces/shop-production", { metadata: { labels: { [guardedLabel]: null } } });
    await until(async () => (await cluster.api.call("DELETE", holdPath)).code === 200);
    expect(await weights()).toEqual([5, 5]);
    await abort();
    const milliseconds = await until(async () => (await weights()).every((weight) => weight === 0), 10_000);
    console.log(JSON.stringify({ "abort to 0 percent without a hold, ms": Math.round(milliseconds) }));
  });
});

async function rolloutOf(service: string, own: WorkloadShare, version: string): Promise<Manifest> {
  const workload = { ...workloadArgs, services: running, images: images[version] ?? {}, share: own };
  const found = manifests(await deploy(() => shop({ workload }))).find(
    ({ kind, metadata }) => kind === "Rollout" && metadata.name === service,
  );
  if (!found) throw new Error(`no Rollout of ${service}`);
  return found;
}
