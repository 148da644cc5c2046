import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changed, refusesEach, said, type GuardrailRow } from "../../support/guardrail-rows";
import { GuardedStacks } from "../../support/guarded-stacks";
import { unknownValue } from "../../support/policy";
import { startPack, type Shown } from "../../support/policy-pack";

let stacks: GuardedStacks;

beforeAll(async () => {
  stacks = await GuardedStacks.start();
}, 120_000);
afterAll(() => stacks.pack.stop());

const one = (kind: string, name?: string) => stacks.one(kind, name);
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
const route = (name: string, changes: object) => () => stacks.route(name, changes);
const straight = [{ name: "web-candidate" }];
const onGateway = (path: string, value: unknown) => () => stacks.onGateway(path, value);
const backends = [
  { name: "web-stable", weight: 75 },
  { name: "web-candidate", weight: 25 },
];
const ingress = (host: string, name: string, more?: object) => () => stacks.ingress(host, name, more);

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
    for (const shown of [...stacks.gateway, ...stacks.traefik]) found.push(...(await said(stacks.pack, shown)));
    expect(found).toEqual([]);
    expect(stacks.traefik.length + stacks.gateway.length).toBeGreaterThan(100);
  });
});

describe("the pack, of weights,", () => {
  beforeAll(() => stacks.pack.analyze(one("Release", "")));
  refusesEach(weights, () => stacks.pack);

  it("lets a way down begin with the share that the candidate has", async () => {
    expect(await said(stacks.pack, steps({ setWeight: 25 }, { setWeight: 5 }, endless)())).toEqual([]);
  });
  it("leaves to admission what the rollout controller writes", async () => {
    const written = changed(one("TraefikService"), "spec.weighted.services", services(75, 25));
    expect(written.ignoreChanges).toEqual(["spec.weighted.services"]);
    expect(await said(stacks.pack, written)).toEqual([]);
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
