import { expect, it } from "vitest";
import { settled } from "../../../../components/workload/kubernetes/settled";
import { stepHash } from "../../../../components/workload/kubernetes/step-hash";
import { steps } from "../../../../components/workload/kubernetes/steps";
import { share } from "../../../support/shop";

const hashOf = (list: ReturnType<typeof steps>): string => `jsonpath={.status.currentStepHash}=${stepHash(list)}`;
const healthy = "jsonpath={.status.phase}=Healthy";
const nothing = "jsonpath={.status.canary.weights.canary.weight}=0";

it("waits for these very steps, the pause, and the share", () => {
  const list = steps({ ...share, previousPercent: 5, targetPercent: 25 });
  expect(JSON.parse(settled({ ...share, previousPercent: 5, targetPercent: 25 }, list))).toEqual([
    hashOf(list),
    "jsonpath={.status.phase}=Paused",
    "jsonpath={.status.currentStepIndex}=2",
    "jsonpath={.status.canary.weights.canary.weight}=25",
  ]);
});

it.each(["bootstraps", "stays"] as const)("waits for health and these very steps when it %s", (way) => {
  const list = steps({ ...share, way });
  expect(JSON.parse(settled({ ...share, way }, list))).toEqual([hashOf(list), healthy]);
});

it("waits until the weights are back when it completes", () => {
  const list = steps({ ...share, way: "completes" });
  expect(JSON.parse(settled({ ...share, way: "completes" }, list))).toEqual([hashOf(list), healthy, nothing]);
});

it("waits for health and no weight when it returns, since the steps are not its own", () => {
  expect(JSON.parse(settled({ ...share, way: "returns" }, []))).toEqual([healthy, nothing]);
});

it("does not pass on the status of another release at the same share", () => {
  const other = { ...share, release: "r3" };
  expect(settled(share, steps(share))).not.toBe(settled(other, steps(other)));
});
