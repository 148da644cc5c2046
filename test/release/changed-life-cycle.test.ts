import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { type Mutant, mutated } from "../prove/mutants";
import { searchMutant } from "../prove/search-mutant";

/** Searching is plain computing: a busy machine takes its time. */
const timeout = 300_000;

/** A change of the first such text in a file of the life cycle. */
function changed(file: string, original: string, replacement: string): Mutant {
  const before = readFileSync(resolve(__dirname, "../..", file), "utf8").split(original)[0] ?? "";
  const column = before.length - before.lastIndexOf("\n");
  const line = before.split("\n").length;
  const [endLine, endColumn] = [line, column + original.length];
  return { file, line, column, endLine, endColumn, mutator: "any", original, replacement, status: "Survived" };
}

const minimum = "Math.min(targetPercent, ceilingPercent, weightPercent)";

describe("the search of a changed life cycle", () => {
  it.each([
    ["a step too far", "order", "stageIndex(lifeCycle, progress.phase) + 1", "99", /^no stage is skipped: /],
    ["a share that rises unjudged", "allowed-move", minimum, "targetPercent", /^a candidate's share rises only by/],
    ["a judge that throws", "judge-move", "standingOf(situation)", "undefined", /^the judge throws: TypeError/],
  ])(
    "finds %s",
    async (_, file, original, replacement, violation) => {
      const searched = await searchMutant(changed(`release/${file}.ts`, original, replacement));
      expect(searched).toMatchObject({ violation: expect.stringMatching(violation) as unknown });
    },
    timeout,
  );

  it("changes just the place that the change names", () => {
    const mutant = { ...changed("release/order.ts", "? nothing", ""), original: "b && c", replacement: "b || c" };
    expect(mutated("a && b && c", { ...mutant, line: 1, column: 6, endLine: 1, endColumn: 12 })).toMatch(
      /^a && \(b \|\| c\)$/,
    );
    expect(() => mutated("a && d && c", { ...mutant, line: 1, column: 6, endLine: 1, endColumn: 12 })).toThrow(
      /is not in the source/,
    );
  });
});
