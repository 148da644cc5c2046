import { expect, it } from "vitest";
import { readPlan } from "../../plan/read-plan";
import { stagingPlan } from "../../plan/staging-plan";
import { planText, whole } from "./written-example";

const plan = (text: string) => {
  const reading = readPlan(text);
  if (reading.kind === "invalid") throw new Error("must be valid");
  return reading.plan;
};
const staging = {
  soak: "4 hours",
  enter: ["code-review"],
  "advance when": { "error rate": "below 1 %" },
  "minimum requests": 500,
};

it("gives a staging stack one phase of all its traffic, with staging's own soak, gates and limits", () => {
  const whole100 = plan(planText(whole({ staging })));
  const derived = stagingPlan(whole100);
  expect(derived?.phases).toEqual([
    {
      name: "staging",
      trafficPercent: 100,
      enter: ["code-review"],
      soakSeconds: 14_400,
      advanceWhen: [
        { kind: "threshold", metric: "error rate", operator: "below", value: 1, unit: "percent", forSeconds: 0 },
      ],
      minimumRequests: 500,
      activities: [],
      checks: [],
      rollBackWhen: [],
      onTrouble: { kind: "roll-back" },
      byWayOf: [],
    },
  ]);
  expect(derived?.rollBackWhen).toEqual(whole100.rollBackWhen);
  expect(derived?.services).toEqual(whole100.services);
});

it("gives none for a plan without staging", () => {
  expect(stagingPlan(plan(planText()))).toBeUndefined();
});
