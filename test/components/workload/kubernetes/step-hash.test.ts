import { expect, it } from "vitest";
import { stepHash } from "../../../../components/workload/kubernetes/step-hash";

/* The first three values stand in Argo Rollouts' own test of ComputeStepHash (utils/conditions/rollouts_test.go, 1.10.1). */
it.each([
  ["one pause", [{ pause: {} }], "6b9b86fbd5"],
  ["two pauses", [{ pause: {} }, { pause: {} }], "79c9b9f6bf"],
  ["no steps", undefined, "5ffbfbbd64"],
])("hashes %s as Argo does", (_what, steps, expected) => {
  expect(stepHash(steps)).toBe(expected);
});

it("tells a serial in the last pause", () => {
  const hashes = [1, 2, 3].map((n) => stepHash([{ setWeight: 5 }, { pause: { duration: `${String(n)}s` } }]));
  expect(new Set(hashes).size).toBe(3);
});
