import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardedLabel } from "../../contract/object-names";
import type { Answer } from "../support/cluster-api";
import { probes, type Probe } from "../support/probes";
import { rollbackArgs } from "../support/shop";
import { deployer, holdPath, setHold, startShop, stranger, until, type ShopCluster } from "../support/shop-cluster";

/* Who may do what with the hold, on a real API server. Argo's controller is stopped. */
let cluster: ShopCluster;
const probe = probes[0] as Probe;
const namespacePath = "/api/v1/namespaces/shop-production";
const definitionPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/holds.sluice.dev";

beforeAll(async () => {
  cluster = await startShop();
  await cluster.lab.stopComponent("rollouts");
  expect((await cluster.api.apply(probe.at(25), { as: deployer })).code).toBe(201);
});
afterAll(async () => {
  await cluster?.lab.stop();
});

const share = (percent: number): Promise<Answer> =>
  cluster.api.merge(probe.path, { spec: probe.at(percent).spec }, { dryRun: true, as: deployer });
const raise = async (): Promise<number> => (await share(26)).code;
const lower = async (): Promise<number> => (await share(0)).code;
const drop = (path: string, as = deployer): Promise<Answer> =>
  cluster.api.call("DELETE", path, undefined, { dryRun: true, as });
const label = (value: string | null, dryRun = false): Promise<Answer> =>
  cluster.api.merge(namespacePath, { metadata: { labels: { [guardedLabel]: value } } }, { dryRun, as: deployer });

describe("the hold", () => {
  it.each([
    ["by itself", holdPath],
    ["with all holds of the namespace", holdPath.slice(0, -"/hold".length)],
    ["with its kind", definitionPath],
  ])("is not deleted %s, whoever asks", async (_how, path) => {
    expect([(await drop(path)).code, (await drop(path, stranger)).code]).toEqual([403, 403]);
  });

  it.each([
    ["above 100 percent", { ceilingPercent: 101 }],
    ["below 0 percent", { ceilingPercent: -1 }],
    ["as text", { ceilingPercent: "5" }],
    ["as a fraction", { ceilingPercent: 2.5 }],
    ["as nothing", { ceilingPercent: null }],
    ["with a reason of two lines", { reason: "one\ntwo" }],
    ["without a reason", { reason: null }],
    ["at no time", { at: "yesterday" }],
    ["at a time in another zone", { at: "2026-11-21T10:00:00+02:00" }],
  ])("takes no ceiling %s", async (_what, spec) => {
    expect((await cluster.api.merge(holdPath, { spec }, { dryRun: true, as: deployer })).code).toBe(422);
  });

  const later = "2099-01-01T00:00:00Z";
  const earlier = "2020-01-01T00:00:00Z";
  const onCall = { user: "anna", groups: ["on-call"] };
  const manager = { user: "berta", groups: ["release-managers"] };
  const holder = { user: "system:serviceaccount:argo-rollouts:argo-rollouts" };

  it.each([
    ["a lifter raises it, later than it was set", deployer, { ceilingPercent: 20, at: later }, 200],
    ["a lifter by group raises it", manager, { ceilingPercent: 20, at: later }, 200],
    ["a lifter raises it on a reading that is older", deployer, { ceilingPercent: 20, at: earlier }, 403],
    ["a lifter raises it without a new time", deployer, { ceilingPercent: 20 }, 403],
    ["a stranger raises it", stranger, { ceilingPercent: 20, at: later }, 403],
    ["a stranger raises it by one", stranger, { ceilingPercent: 6, at: later }, 403],
    ["a stranger lowers it", stranger, { ceilingPercent: 4, at: later }, 200],
    ["on-call lowers it", onCall, { ceilingPercent: 0, at: later }, 200],
    ["on-call raises it", onCall, { ceilingPercent: 6, at: later }, 403],
    ["the controller sets it on an abort", holder, { ceilingPercent: 0, reason: "api aborted", at: later }, 200],
    ["the controller raises it", holder, { ceilingPercent: 100, at: later }, 403],
  ])("when %s", async (_what, as, spec, code) => {
    await setHold(cluster.api, 5);
    expect((await cluster.api.merge(holdPath, { spec }, { dryRun: true, as })).code).toBe(code);
  });

  it.each([
    ["reads the hold", holder, "GET", holdPath, undefined, 403],
    ["writes another hold", holder, "PATCH", `${holdPath}-2`, {}, 403],
    ["writes a weight", holder, "PATCH", probe.path, {}, 403],
  ])("lets nobody do more than it must: the controller %s", async (_what, as, method, path, body, code) => {
    const type = "application/merge-patch+json";
    expect((await cluster.api.call(method, path, body, { as, type })).code).toBe(code);
  });
});

describe("a value that is no ceiling, stored before the definition was strict", () => {
  const bindingPath =
    "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/sluice-shop-production-hold";
  const loose = { spec: { versions: [] as unknown[] } };

  it.each([
    ["text", { ceilingPercent: "50" }],
    ["more than everything", { ceilingPercent: 1000 }],
    ["less than nothing", { ceilingPercent: -5 }],
    ["a fraction", { ceilingPercent: 50.5 }],
    ["nothing", { ceilingPercent: null }],
  ])("%s refuses every raise and lets every lowering pass", async (_what, spec) => {
    const strict = (await cluster.api.call("GET", definitionPath)).body.spec.versions;
    const binding = (await cluster.api.call("GET", bindingPath)).body;
    const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
    loose.spec.versions = [{ ...strict[0], schema }];
    await setHold(cluster.api, 100);
    await cluster.api.merge(definitionPath, loose);
    await cluster.api.call("DELETE", bindingPath);
    await until(async () => (await cluster.api.merge(holdPath, { spec }, { as: deployer })).code === 200);
    await until(async () => (await raise()) === 403);
    expect(await lower()).toBe(200);
    await cluster.api.call("PUT", holdPath, {
      apiVersion: "sluice.dev/v1",
      kind: "Hold",
      metadata: { name: "hold" },
      spec: rollbackArgs.hold,
    });
    await cluster.api.merge(holdPath, { spec: rollbackArgs.hold });
    await cluster.api.merge(definitionPath, { spec: { versions: strict } });
    const { name, labels, annotations } = binding.metadata;
    await cluster.api.call("POST", bindingPath.replace(/\/[^/]*$/, ""), {
      ...binding,
      metadata: { name, labels, annotations },
    });
    await until(async () => (await drop(holdPath)).code === 403);
  });
});

describe("a missing hold", () => {
  it("refuses every raise, lets every lowering pass, and cannot be called present", async () => {
    await setHold(cluster.api, 100);
    await until(async () => (await raise()) === 200);
    expect((await label(null)).code).toBe(200);
    await until(async () => (await raise()) === 403);
    await until(async () => (await cluster.api.call("DELETE", holdPath, undefined, { as: deployer })).code === 200);
    // Its cache may know of the hold for a while; longer than that, what is refused is refused for good.
    await until(async () => (await label("true", true)).code === 422);
    await sleep(1500);
    expect([await raise(), await lower(), (await label("true")).code]).toEqual([403, 200, 422]);
    expect((await share(26)).body.message).toContain("no hold is known to exist in this namespace");
  });

  it("is over once it is written again and the label says so", async () => {
    const spec = { ...rollbackArgs.hold, ceilingPercent: 40 };
    const hold = {
      apiVersion: "sluice.dev/v1",
      kind: "Hold",
      metadata: { name: "hold", namespace: "shop-production" },
      spec,
    };
    expect((await cluster.api.apply(hold, { as: deployer })).code).toBe(201);
    expect(await raise()).toBe(403);
    await until(async () => (await label("true")).code === 200);
    await until(async () => (await raise()) === 200);
    expect([(await share(41)).code, await lower()]).toEqual([403, 200]);
  });
});
