import { expect, it } from "vitest";
import { readPlan } from "../../plan/read-plan";
import { first, last, planText } from "./written-example";

it("finds what several keys say together even where another key is wrong", () => {
  const text = planText((plan) => {
    first({ soak: 48 })(plan);
    last({ traffic: "4 %", name: "canary" })(plan);
  });
  const reading = readPlan(text);
  const paths = reading.kind === "invalid" ? reading.problems.map(({ path }) => path) : [];
  expect(paths).toEqual(["phases[0].soak", "phases[1].name", "phases[1].traffic"]);
});
