import { expect, it } from "vitest";
import { insideRelease } from "../../../policies/guardrails/inside-release";
import { violations } from "../../support/policy";

const guarded = [
  "kubernetes:argoproj.io/v1alpha1:Rollout",
  "kubernetes:traefik.io/v1alpha1:TraefikService",
  "kubernetes:traefik.io/v1alpha1:IngressRoute",
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:DeploymentPatch",
  "kubernetes:argoproj.io/v1alpha1:RolloutPatch",
  "kubernetes:core/v1:Pod",
  "kubernetes:v1:Pod",
  "kubernetes:batch/v1:CronJob",
  "kubernetes:networking.k8s.io/v1:Ingress",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/listener:Listener",
  "aws:alb/listenerRule:ListenerRule",
  "azure-native:app:ContainerApp",
  "azure-native:app/v20240301:ContainerApp",
];
const remedy = "Declare it in a component with { parent: release }, or leave it out of this stack.";
const urn = (chain: string) => `urn:pulumi:production::shop::${chain}::web`;

it.each(guarded)("refuses %s outside of a release", async (type) => {
  expect(await violations(insideRelease, { type, name: "web", urn: urn(type) })).toEqual([
    `${type} "web": it must stand below a sluice:index:Release, got none. ${remedy}`,
  ]);
});
it.each(guarded)("lets %s stand below a release, at any depth", async (type) => {
  const chain = `sluice:index:Release$sluice:workload:Workload$${type}`;
  expect(await violations(insideRelease, { type, name: "web", urn: urn(chain) })).toEqual([]);
});
it("refuses what stands below another component that is no release, and names it", async () => {
  const type = "kubernetes:argoproj.io/v1alpha1:Rollout";
  expect(await violations(insideRelease, { type, name: "web", urn: urn(`acme:web:Site$${type}`) })).toEqual([
    `${type} "web": it must stand below a sluice:index:Release, got acme:web:Site. ${remedy}`,
  ]);
});
it("is not taken in by a resource that is merely named like a release", async () => {
  const type = "kubernetes:argoproj.io/v1alpha1:Rollout";
  const found = await violations(insideRelease, {
    type,
    name: "sluice:index:Release",
    urn: `urn:pulumi:p::shop::${type}::sluice:index:Release`,
  });
  expect(found).toHaveLength(1);
});
it.each(["kubernetes:core/v1:ConfigMap", "aws:s3/bucket:Bucket"])("has nothing to say about %s", async (type) => {
  expect(await violations(insideRelease, { type, name: "x", urn: urn(type) })).toEqual([]);
});
