import { ComponentResource } from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { Progress } from "../../../components/progress/progress";
import { deploy, valueOf } from "../../support/pulumi";
import { place, progress } from "../../support/shop";

const args = { ...place, progress };
const after = () => ({ dependsOn: [new ComponentResource("test:index:Other", "other")] });

it("keeps progress as one object with one key", async () => {
  const resources = await deploy(() => new Progress("shop", args, after()));
  const object = resources.find(({ name }) => name === "shop-progress")?.inputs;
  expect([object.metadata.name, object.metadata.namespace, Object.keys(object.data)]).toEqual([
    "progress",
    "shop-production",
    ["progress.json"],
  ]);
  expect(JSON.parse(object.data["progress.json"])).toEqual(progress);
});

it("counts soak from the moment when the share was reached", async () => {
  const reachedAt = "2026-11-21T10:07:00Z";
  let recorded: Progress["recorded"] | undefined;
  await deploy(() => {
    recorded = new Progress("shop", { ...args, reachedAt }, after()).recorded;
  });
  expect(recorded && (await valueOf(recorded))).toEqual({ ...progress, since: reachedAt });
});

it.each([
  [
    "to run ahead of everything else",
    args,
    {},
    "must depend on every other component, got none: it would run ahead of them",
  ],
  [
    "a share of 101 percent",
    { ...args, progress: { ...progress, sharePercent: 101 } },
    undefined,
    "sharePercent: Too big: expected number to be <=100",
  ],
  [
    "aws",
    { ...args, platform: "aws" as const },
    undefined,
    "not built yet for this platform, choose kubernetes, got aws",
  ],
])("refuses %s", async (_what, changed, opts, problem) => {
  await deploy(() => {
    const options = opts ?? after();
    expect(() => new Progress("shop", changed, options)).toThrow(`progress "shop": ${problem}`);
  });
});
