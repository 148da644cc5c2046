import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardedLabel } from "../../contract/object-names";
import { rolloutPath, startReleasedShop, type ReleasedShop } from "../support/released-shop";
import { services } from "../support/shop";
import { holdPath, setHold, until } from "../support/shop-cluster";

/* The real controller, router and pods. */
let cluster: ReleasedShop;
const onCall = { user: "anna", groups: ["on-call", "system:authenticated"] };

beforeAll(async () => {
  cluster = await startReleasedShop([{ kind: "Group", name: "on-call" }]);
});
afterAll(async () => {
  await cluster.lab.stop();
});

const weights = (): Promise<number[]> => cluster.weights();
const release: ReleasedShop["release"] = (change) => cluster.release(change);
const status = async (service: string) => (await cluster.api.call("GET", rolloutPath(service))).body.status;

const abort = (): Promise<unknown[]> =>
  Promise.all(
    services.map(({ name }) =>
      cluster.api.merge(`${rolloutPath(name)}/status`, { status: { abort: true } }, { as: onCall }),
    ),
  );

describe("a release on the real controller", () => {
  it("starts with the stable release at once, and every pod is as strict as the namespace wants", async () => {
    await release({ release: "r1", phase: "bootstrap", targetPercent: 0, way: "bootstraps" });
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
