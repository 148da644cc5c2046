import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RoutingArgs } from "../../components/routing/routing";
import { shareBand } from "../../lab/load/share-band";
import { TrafficLoad } from "../prove/traffic-load";
import { manifests, type Manifest } from "../support/manifests";
import { deploy } from "../support/pulumi";
import { startReleasedShop, type ReleasedShop } from "../support/released-shop";
import { routingArgs, shop } from "../support/shop";
import { deployer, setHold, until } from "../support/shop-cluster";

/*
 * The HTTPRoute that the routing emits, on Traefik's real gateway provider, over pods that real Argo Rollouts runs. Argo's plugin for
 * Gateway API cannot be had here (docs/decisions/0011), so this test writes the weights as that plugin does: it proves the route, the
 * gateway and the ceiling, not the plugin.
 */
const host = "gateway.example.com";
const gateway = { name: "edge", namespace: "shop-production", listener: "web" };
const path = "/apis/gateway.networking.k8s.io/v1/namespaces/shop-production/httproutes/web";
const settleMs = 1500;
const requests = 600;
let released: ReleasedShop;
let route: Manifest;
let port: number;

/** The routes of the shop behind a gateway without TLS, on a host of their own. */
function gatewayRouting(): Partial<RoutingArgs> {
  const services = routingArgs.services.map((service) =>
    service.name === "web" ? { ...service, hosts: [host] } : service,
  );
  return { services, router: "gateway-api", gateway, tlsSecret: undefined } as unknown as Partial<RoutingArgs>;
}

beforeAll(async () => {
  released = await startReleasedShop([]);
  await released.release({ release: "r2", phase: "prepare", targetPercent: 0 });
  const routes = manifests(await deploy(() => shop({ routing: gatewayRouting() }))).filter(
    ({ kind }) => kind === "HTTPRoute",
  );
  const listeners = [{ name: "web", port: 8000, protocol: "HTTP" }];
  const edge = {
    ...{ apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway" },
    metadata: { name: gateway.name, namespace: gateway.namespace },
    spec: { gatewayClassName: "traefik", listeners },
  };
  for (const object of [edge as Manifest, ...routes]) {
    const answer = await released.api.apply(object, { as: deployer });
    expect(answer.code, JSON.stringify(answer.body)).toBeLessThan(300);
  }
  route = routes.find(({ metadata }) => metadata.name === "web") ?? route;
  const { lab } = released;
  port = await lab.forward(lab.edge.port, lab.edge.host);
  await until(async () => (await answer()).status === 200);
}, 900_000);
afterAll(() => released.lab.stop());

interface Met {
  readonly status: number | undefined;
  readonly version: unknown;
  readonly track: unknown;
}

/** What one request meets. */
const answer = (headers: Record<string, string> = {}): Promise<Met> =>
  new Promise((resolve, reject) => {
    const asked = get({ host: "127.0.0.1", port, headers: { host, ...headers }, agent: false }, (response) => {
      response.resume();
      const { "x-version": version, "x-sluice-track": track } = response.headers;
      resolve({ status: response.statusCode, version, track });
    });
    asked.on("error", reject);
  });

/** Writes the weights of the rule for everybody, as the plugin does: the whole list, since it is atomic. */
async function weigh(percent: number): Promise<number> {
  const rules = (route.spec["rules"] as { name: string; backendRefs: { name: string; weight: number }[] }[]).map(
    (rule) =>
      rule.name === "by-share"
        ? {
            ...rule,
            backendRefs: rule.backendRefs.map((one, at) => ({ ...one, weight: at === 0 ? 100 - percent : percent })),
          }
        : rule,
  );
  return (await released.api.merge(path, { spec: { rules } }, { as: deployer })).code;
}

describe("an HTTPRoute of the routing", () => {
  it("leads everybody to the stable track at 0 percent, and whoever knows the smoke header to the candidate", async () => {
    expect(await answer()).toEqual({ status: 200, version: "r1", track: "stable" });
    expect(await answer({ "x-sluice-smoke": "candidate" })).toEqual({ status: 200, version: "r2", track: "candidate" });
    const guess = { "x-sluice-smoke": "guess", "x-sluice-track": "candidate" };
    expect(await answer(guess)).toEqual({ status: 200, version: "r1", track: "stable" });
  });

  it("splits requests by its weights, up and down, and loses none while they change", async () => {
    const load = new TrafficLoad({ lab: released.lab, host, ratePerSecond: 100, streams: 4 });
    await load.begin();
    const rests: { readonly percent: number; readonly from: number; readonly to: number }[] = [];
    for (const percent of [5, 25, 5, 100, 0]) {
      expect(await weigh(percent)).toBe(200);
      await sleep(settleMs);
      const from = Date.now();
      await sleep((requests / 100) * 1000);
      rests.push({ percent, from, to: Date.now() });
    }
    const report = await load.end();
    expect(report.lost).toEqual([]);
    expect(report).toMatchObject({ lostTotal: 0, faults: 0, answered: report.sent });
    for (const { percent, from, to } of rests) {
      const still = report.slices.filter(
        ({ at }) => report.startedAt + at >= from && report.startedAt + at + 250 <= to,
      );
      const count = (version: string): number =>
        still.reduce((sum, { byVersion }) => sum + (byVersion[version] ?? 0), 0);
      const [stable, candidate] = [count("r1"), count("r2")];
      const band = shareBand(stable + candidate, percent / 100);
      expect({
        percent,
        within: candidate >= band.least && candidate <= band.most,
        enough: stable + candidate > 300,
      }).toEqual({ percent, within: true, enough: true });
    }
  });

  it("may not go above the hold, and may always go down", async () => {
    expect(await weigh(25)).toBe(200);
    await setHold(released.api, 5);
    await until(async () => (await weigh(30)) === 403);
    expect(await weigh(20)).toBe(200);
    expect(await weigh(25)).toBe(403);
    expect(await weigh(0)).toBe(200);
  });
});
