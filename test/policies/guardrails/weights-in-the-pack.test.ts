import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beside, changed, refusesEach, said, type GuardrailRow } from "../../support/guardrail-rows";
import { guardedStack, shownOf } from "../../support/guarded-stack";
import { unknownValue } from "../../support/policy";
import { startPack, type RunningPack, type Shown } from "../../support/policy-pack";

// The pack runs in its own process and is asked in the engine's protocol; the resources are those that the components declare.
let pack: RunningPack;
let stack: readonly Shown[];
let gatewayStack: readonly Shown[];
const project = "systems/proofile";
const gateway = JSON.stringify({ name: "edge", namespace: "gateway", listener: "https", plainListener: "http" });
const settings = { router: "gateway-api", gateway };

beforeAll(async () => {
  pack = await startPack({ KUBECONFIG: "/nonexistent" });
  stack = await guardedStack({ project, targetPercent: 5 });
  gatewayStack = await guardedStack({ project, targetPercent: 5, settings });
}, 120_000);
afterAll(() => pack.stop());

const one = (kind: string, name = "web") => shownOf(stack, kind, name);
const split =
  (changes: object): (() => Shown) =>
  () =>
    changed({ ...one("TraefikService"), ignoreChanges: [] }, "spec", changes);
const services = (stable: number, candidate: number) => [
  { name: "web-stable", weight: stable },
  { name: "web-candidate", weight: candidate },
];
const endless = { pause: { duration: "315360001s" } };
const steps =
  (...list: object[]) =>
  () =>
    changed(one("Rollout"), "spec.strategy.canary.steps", list);
const route = (name: string, changes: object) => () => {
  const shown = one("IngressRoute", name);
  const { spec } = shown.props as { spec: { routes: object[] } };
  return changed(shown, "spec.routes", [{ ...spec.routes[0], ...changes }]);
};
const straight = [{ name: "web-candidate" }];
const onGateway = (path: string, value: unknown) => () =>
  changed({ ...shownOf(gatewayStack, "HTTPRoute", "web-route"), ignoreChanges: [] }, path, value);
const backends = [
  { name: "web-stable", weight: 75 },
  { name: "web-candidate", weight: 25 },
];
const ingress =
  (host: string, name: string, more: object = {}) =>
  () =>
    beside(one("Rollout"), "kubernetes:networking.k8s.io/v1:Ingress", {
      spec: { rules: [{ host, http: { paths: [{ backend: { service: { name } } }] } }], ...more },
    });

const weights: readonly GuardrailRow[] = [
  [
    "a weight above the share",
    "weights-within-share",
    split({ weighted: { services: services(94, 6) } }),
    "spec.weighted.services may give candidates at most 5 percent of the traffic, got 6 percent",
  ],
  [
    "a weight in another form",
    "weights-within-share",
    split({ highestRandomWeight: { services: services(1, 1) } }),
    "spec.highestRandomWeight.services may give candidates at most 5 percent of the traffic, got 50 percent",
  ],
  [
    "a candidate as the fallback",
    "weights-within-share",
    split({ failover: { fallback: straight[0] } }),
    "spec may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
  [
    "weights that are not known yet",
    "weights-within-share",
    split({ weighted: { services: unknownValue } }),
    "cannot be checked, its string value at .spec.weighted.services can't be known during preview",
  ],
  [
    "steps that end above the share",
    "weights-within-share",
    steps({ setWeight: 0 }, { setWeight: 25 }, endless),
    "spec.strategy.canary.steps may give candidates at most 5 percent of the traffic, got 25 percent",
  ],
  [
    "steps that do not end in a pause",
    "weights-within-share",
    steps({ setWeight: 5 }),
    "spec.strategy.canary.steps may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
  [
    "steps that end in an hour",
    "weights-within-share",
    steps({ setWeight: 5 }, { pause: { duration: "1h" } }),
    "spec.strategy.canary.steps may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
  [
    "a switch of everybody",
    "weights-within-share",
    () => changed(one("Rollout"), "spec.strategy", { blueGreen: {} }),
    "spec.strategy.blueGreen may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
  [
    "a route straight to the candidate",
    "weights-within-share",
    route("web-edge", { match: "Host(`proofile.dev`)", services: straight }),
    "spec.routes may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
  [
    "a header that every browser sends",
    "weights-within-share",
    route("web-edge", { match: "Host(`a`) && Header(`accept`, `*`)", services: straight }),
    "spec.routes may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
  [
    "a way around the header",
    "weights-within-share",
    route("web-edge", { match: "Host(`a`) || Header(`x-sluice-smoke`, `c`)", services: straight }),
    "spec.routes may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
  [
    "a weight on a gateway's route",
    "weights-within-share",
    onGateway("spec.rules", [{ backendRefs: backends }]),
    "spec.rules may give candidates at most 5 percent of the traffic, got 25 percent",
  ],
  [
    "an Ingress to the candidate",
    "weights-within-share",
    ingress("a.internal", "web-candidate"),
    "spec may give candidates at most 5 percent of the traffic, got 100 percent",
  ],
];

describe("the pack", () => {
  it("says nothing about a stack as the components declare it, with either router", async () => {
    const found = [];
    for (const shown of [...gatewayStack, ...stack]) found.push(...(await said(pack, shown)));
    expect(found).toEqual([]);
    expect(stack.length + gatewayStack.length).toBeGreaterThan(100);
  });
});

describe("the pack, of weights,", () => {
  beforeAll(() => pack.analyze(one("Release", "")));
  refusesEach(weights, () => pack);

  it("lets a way down begin with the share that the candidate has", async () => {
    expect(await said(pack, steps({ setWeight: 25 }, { setWeight: 5 }, endless)())).toEqual([]);
  });
  it("leaves to admission what the rollout controller writes", async () => {
    const written = changed(one("TraefikService"), "spec.weighted.services", services(75, 25));
    expect(written.ignoreChanges).toEqual(["spec.weighted.services"]);
    expect(await said(pack, written)).toEqual([]);
  });
});

describe("the pack, before any claim,", () => {
  it("refuses what it would compare with one", async () => {
    const fresh = await startPack({ KUBECONFIG: "/nonexistent" });
    try {
      const found = await said(fresh, one("Rollout"));
      expect(found.map(({ policy }) => policy).sort()).toEqual([
        "locked-settings",
        "released-images",
        "weights-within-share",
      ]);
      for (const { message } of found)
        expect(message).toContain("cannot be checked, no readable claim of a release came before it");
    } finally {
      fresh.stop();
    }
  });
});
