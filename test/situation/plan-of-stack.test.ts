import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readPlan } from "../../plan/read-plan";
import type { Plan } from "../../plan/plan";
import { planOfStack } from "../../situation/plan-of-stack";

const read = (change: (text: string) => string = (text) => text): Plan => {
  const reading = readPlan(change(readFileSync("systems/mcp-jira-server/plan.yaml", "utf8")));
  if (reading.kind === "invalid") throw new Error(JSON.stringify(reading.problems));
  return reading.plan;
};

it("gives production the plan's phases as they are", () => {
  const { phases } = planOfStack(read(), "production", {});
  expect(phases.map(({ name, trafficPercent }) => `${name} ${trafficPercent}`)).toEqual(["canary 10", "full 100"]);
});
it("gives the staging stack one phase with everybody, and staging's own gates and soak", () => {
  const plan = read();
  const [only, ...more] = planOfStack(plan, "staging", {}).phases;
  expect(more).toEqual([]);
  expect(only).toMatchObject({ name: "staging", trafficPercent: 100, soakSeconds: 14_400, enter: plan.staging?.enter });
});
it("makes each share on the way to a phase a phase of its own, with the gates and limits of that phase", () => {
  const plan = read((text) =>
    text.replace(
      "traffic: 100 % # 000:158, 000:162",
      "traffic: 100 %\n    by way of:\n      - { traffic: 50 %, soak: 1 hour }",
    ),
  );
  const { phases } = planOfStack(plan, "production", {});
  expect(phases.map(({ name, trafficPercent, soakSeconds }) => `${name} ${trafficPercent} ${soakSeconds}`)).toEqual([
    "canary 10 21600",
    "full-at-50 50 3600",
    "full 100 14400",
  ]);
  expect(phases[1]?.enter).toEqual(phases[2]?.enter);
  expect(phases[1]?.advanceWhen).toEqual(phases[2]?.advanceWhen);
});
it("gives services the host names of the stack, and leaves the others as the plan has them", () => {
  const { services } = planOfStack(read(), "production", { server: ["jira.example.com"] });
  expect(services.map(({ name, hosts }) => [name, hosts])).toEqual([["server", ["jira.example.com"]]]);
});
