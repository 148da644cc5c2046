import { expect, it } from "vitest";
import { Release } from "../../components/release";
import { deploy } from "../support/pulumi";
import { claim, share, shop } from "../support/shop";

it("carries the whole claim as plain inputs, which is all that a policy can read", async () => {
  const resources = await deploy(() => new Release("shop", claim));
  expect(resources.map(({ type, name, inputs }) => [type, name, inputs])).toEqual([
    ["sluice:index:Release", "shop", claim],
  ]);
});

it("comes before everything else, and progress after it", async () => {
  const resources = await deploy(() => shop());
  expect([resources[0]?.type, resources.at(-1)?.name]).toEqual(["sluice:index:Release", "shop-progress"]);
});

it("stands above every other resource", async () => {
  const resources = await deploy(() => shop());
  const orphans = resources.filter(({ options }) => options.parent === "").map(({ name }) => name);
  expect(orphans).toEqual(["shop"]);
});

const kept = [
  "Namespace",
  "Service",
  "TraefikService",
  "IngressRoute",
  "Rollout",
  "Hold",
  "ConfigMapPatch",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
];

it.each(kept)("protects every %s from deletion and replacement", async (kind) => {
  const resources = (await deploy(() => shop())).filter(({ type }) => type.endsWith(`:${kind}`));
  expect(resources.length).toBeGreaterThan(0);
  expect(resources.filter(({ options }) => !options.protect).map(({ name }) => name)).toEqual([]);
});

it.each([
  ["Service", ["spec.selector", "metadata.annotations"]],
  ["TraefikService", ["spec.weighted.services"]],
  ["Rollout", []],
])("leaves to the controller what the controller writes of a %s", async (kind, paths) => {
  const resources = (await deploy(() => shop())).filter(({ type }) => type.endsWith(`:${kind}`));
  for (const { options } of resources) expect(options.ignoreChanges).toEqual(paths);
});

it("leaves the steps alone when nothing moves, since Argo forgets an abort when they are edited", async () => {
  const moved = { ...share, way: "stays" as const };
  const rollouts = (await deploy(() => shop({ workload: { share: moved } }))).filter(({ type }) =>
    type.endsWith(":Rollout"),
  );
  expect(rollouts.map(({ options }) => options.ignoreChanges)).toEqual([
    ["spec.strategy", "metadata.annotations"],
    ["spec.strategy", "metadata.annotations"],
  ]);
});

it("has one owner of fields for every object, so that a retried create owns what the first try wrote", async () => {
  const objects = (await deploy(() => shop())).filter(
    ({ type, name }) => type.startsWith("kubernetes:") && name !== "shop-guarded",
  );
  expect(
    objects
      .filter(({ inputs }) => inputs.metadata.annotations["pulumi.com/patchFieldManager"] !== "sluice")
      .map(({ name }) => name),
  ).toEqual([]);
});

it.each([
  ["sluice:workload:Workload", ["share", "releasedServices"]],
  ["sluice:rollback:Rollback", ["hold"]],
  ["sluice:progress:Progress", ["reachedAt", "progress.since"]],
])("counts as no change where nothing moves: %s", async (component, paths) => {
  const changes = { workload: { share: { ...share, way: "stays" as const } }, rollback: { hold: undefined } as never };
  const resources = await deploy(() => shop(changes));
  expect(resources.find(({ type }) => type === component)?.options.ignoreChanges).toEqual(paths);
});
