import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../support/cluster-api";
import { ingressProbe, probes, restingAt, type Probe } from "../support/probes";
import { deployer, setHold, startShop, until, type ShopCluster } from "../support/shop-cluster";

/* What counts as a raise of the candidate's share, under a hold of 0, on a real API server. Argo's controller is stopped. */
let cluster: ShopCluster;

beforeAll(async () => {
  cluster = await startShop();
  await cluster.lab.stopComponent("rollouts");
  for (const probe of probes) expect((await cluster.api.apply(probe.at(25), { as: deployer })).code).toBe(201);
  await setHold(cluster.api, 0);
  await until(async () => (await ask(probes[0] as Probe, 26)).code === 403);
});
afterAll(async () => {
  await cluster?.lab.stop();
});

const ask = (probe: Probe, percent: number): Promise<Answer> =>
  cluster.api.merge(probe.path, { spec: probe.at(percent).spec }, { dryRun: true, as: deployer });

describe("a Rollout", () => {
  const probe = probes[1] as Probe;
  const steps = (strategy: unknown) =>
    cluster.api.merge(probe.path, { spec: { strategy } }, { dryRun: true, as: deployer });

  it.each([
    ["a step-down that begins with the share it has", restingAt(3, 25), 200],
    ["a step-down on whose way the share would rise", restingAt(0, 26), 403],
    ["a way back up to the same share after a step-down", restingAt(26, 3), 403],
    [
      "steps without an end, which promote the candidate",
      { canary: { ...restingAt(0).canary, steps: [{ setWeight: 0 }] } },
      403,
    ],
    [
      "a pause that ends by itself",
      { canary: { ...restingAt(0).canary, steps: [{ setWeight: 0 }, { pause: { duration: "1h" } }] } },
      403,
    ],
    [
      "an endless pause with a serial",
      { canary: { ...restingAt(0).canary, steps: [{ setWeight: 0 }, { pause: { duration: "315360007s" } }] } },
      200,
    ],
    ["no steps at all", { canary: { ...restingAt(0).canary, steps: null } }, 403],
  ])("%s", async (_what, strategy, code) => {
    expect((await steps(strategy)).code).toBe(code);
  });

  it("takes what does not touch its steps: an annotation, and the image on its way back", async () => {
    const change = { metadata: { annotations: { a: "b" } }, spec: { replicas: 4 } };
    expect((await cluster.api.merge(probe.path, change, { dryRun: true })).code).toBe(200);
  });

  it("is not made anew while a hold is on: it would give everything to what it names", async () => {
    const fresh = { ...probe.at(0), metadata: { ...probe.at(0).metadata, name: "fresh" } };
    expect((await cluster.api.apply(fresh, { dryRun: true })).code).toBe(403);
  });
});

describe("an IngressRoute", () => {
  const host = "Host(`shop.example.com`)";
  const smoke = "Header(`x-sluice-smoke`, `candidate`)";

  it.each([
    ["to the weighted pair", "web", host, 201],
    ["to the stable track", "web-stable", host, 201],
    ["to the candidate", "web-candidate", host, 403],
    ["to the candidate by header", "web-candidate", `${host} && ${smoke}`, 201],
    ["to the candidate by header or not", "web-candidate", `${host} || ${smoke}`, 403],
    ["to the candidate by header for one of two hosts", "web-candidate", `${host} || Host(\`b\`) && ${smoke}`, 403],
    [
      "to the candidate by a header that everybody sends",
      "web-candidate",
      `${host} && Header(\`host\`, \`shop.example.com\`)`,
      403,
    ],
  ])("%s", async (_what, service, match, code) => {
    const object = ingressProbe.to(service, match, service === "web" ? "TraefikService" : "Service");
    expect((await cluster.api.apply(object, { dryRun: true, as: deployer })).code).toBe(code);
  });
});

describe("a raise in other words", () => {
  const [traefik, , route] = probes as [Probe, Probe, Probe];
  const rules = (rule: unknown) => cluster.api.merge(route.path, { spec: { rules: [rule] } }, { dryRun: true });
  const services = (spec: unknown) => cluster.api.merge(traefik.path, { spec }, { dryRun: true });
  const backendRefs = [{ name: "probe-candidate", port: 80 }];

  it.each([
    [
      "a small weight beside none",
      () => services({ weighted: { services: [{ name: "probe-candidate", port: 80, weight: 1 }] } }),
      403,
    ],
    [
      "a weight that is left out",
      () =>
        services({
          weighted: {
            services: [
              { name: "probe-stable", port: 80 },
              { name: "probe-candidate", port: 80 },
            ],
          },
        }),
      403,
    ],
    [
      "a mirror as the service itself",
      () => services({ weighted: null, mirroring: { name: "probe-candidate", port: 80 } }),
      403,
    ],
    [
      "the same share in other numbers",
      () =>
        services({
          weighted: {
            services: [
              { name: "probe-stable", port: 80, weight: 3 },
              { name: "probe-candidate", port: 80, weight: 1 },
            ],
          },
        }),
      200,
    ],
    [
      "a rule by the header",
      () => rules({ matches: [{ headers: [{ name: "X-Sluice-Smoke", value: "candidate" }] }], backendRefs }),
      200,
    ],
    [
      "a rule by the header, or by nothing",
      () =>
        rules({
          matches: [
            { headers: [{ name: "x-sluice-smoke", value: "c" }] },
            { path: { type: "PathPrefix", value: "/" } },
          ],
          backendRefs,
        }),
      403,
    ],
    [
      "a rule by any value of the header",
      () =>
        rules({
          matches: [{ headers: [{ type: "RegularExpression", name: "x-sluice-smoke", value: ".*" }] }],
          backendRefs,
        }),
      403,
    ],
  ])("%s", async (_what, send, code) => {
    expect((await send()).code).toBe(code);
  });
});
