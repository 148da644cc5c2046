import { describe, expect, it } from "vitest";
import { coveragePercent, type Samples } from "../../../release/gates/coverage";

const every = (seconds: number, from: number, to: number, value = 1): Samples =>
  Array.from({ length: Math.floor((to - from) / seconds) }, (_, at) => [from + at * seconds, value] as const);

describe("coverage", () => {
  it.each([
    ["is 100 % with a sample a step", every(60, 0, 6000), 100],
    ["is 99 % when one step of a hundred has none", every(60, 0, 6000).filter(([at]) => at !== 600), 99],
    ["is 0 % without a sample", [], 0],
    ["does not count what is no number", every(60, 0, 6000, Number.NaN), 0],
    ["does not count samples from outside of the stretch", every(60, 6000, 12_000), 0],
    ["does not let two samples in one step make up for a gap", every(30, 0, 3000), 50],
  ])("%s", (_, samples, percent) => {
    expect(coveragePercent(samples, 0, 6000, 60)).toBe(percent);
  });

  it.each([
    ["a stretch that is shorter than a step", 0, 59, 60],
    ["a stretch that ends before it begins", 100, 0, 60],
    ["a stretch that is no number", Number.NaN, 6000, 60],
    ["a step of nothing", 0, 6000, 0],
  ])("is 0 %% over %s", (_, from, to, step) => {
    expect(coveragePercent(every(60, 0, 6000), from, to, step)).toBe(0);
  });
});
