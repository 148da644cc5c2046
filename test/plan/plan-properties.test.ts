import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answers, planProperties } from "./plan-properties";

// The short form: 2,000 cases with a fixed seed. `npm run prove -- plan-fuzz` runs 100,000 with a fresh one.
describe("reading a plan", () => {
  it.each(planProperties.map((one) => [one.says, one] as const))(
    "keeps to this: %s",
    async (_, { ofHundred, property }) => {
      await fc.assert(property, { numRuns: ofHundred * 20, seed: 20_261_121 });
    },
  );

  it("was tried with plans of both kinds", () => {
    expect(answers.valid).toBeGreaterThan(100);
    expect(answers.invalid).toBeGreaterThan(100);
  });

  it("was tried in all its shares", () => {
    expect(planProperties.reduce((sum, { ofHundred }) => sum + ofHundred, 0)).toBe(100);
  });
});
