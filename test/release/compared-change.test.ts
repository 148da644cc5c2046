import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { comparisons, layersOf, withComparisons } from "../prove/compared-change";
import type { Mutant } from "../prove/mutants";

const source = "(a, b) => a && b";
const mutant = (column: number, original: string, replacement: string): Mutant => ({
  ...{ file: "release/any.ts", line: 1, endLine: 1, column, endColumn: column + original.length },
  ...{ mutator: "any", status: "Survived", original, replacement },
});
type Both = (a: unknown, b: unknown) => unknown;
const compared = (at: number, replacement: string): Both =>
  runInThisContext(withComparisons(source, new Map([[at, mutant(11, "a && b", replacement)]]))) as Both;

describe("a change that is compared", () => {
  it.each([
    [1, "nothing where it gives the same value each time", "b && a", 0],
    [2, "each time that it gives another value", "a || b", 2],
    [3, "each time that it throws", "a.b.c", 3],
    [4, "each time that it gives another list, and no other", "[...a, b]", 3],
  ])("%d notes %s, and gives the original's value", (at, _, replacement, differences) => {
    const both = compared(at, replacement);
    expect([both(true, true), both(true, false), both(false, true)]).toEqual([true, false, false]);
    expect(comparisons[at]).toEqual({ runs: 3, differences });
  });

  it("that is no expression notes that it was come to", () => {
    const original = "default: return 2;";
    const text = withComparisons(
      `((a) => { switch (a) { case 1: return 1; ${original} } })`,
      new Map([[5, mutant(42, original, "default:")]]),
    );
    const run = runInThisContext(text) as (a: number) => number;
    expect([run(1), run(3)]).toEqual([1, 2]);
    expect(comparisons[5]).toEqual({ runs: 1, differences: 1 });
  });

  it("shares a search with those that it does not overlap", () => {
    const [whole, left, right] = [mutant(11, "a && b", "b"), mutant(11, "a", "b"), mutant(16, "b", "a")];
    expect(layersOf([whole, left, right]).map((layer) => [...layer.keys()])).toEqual([[0], [1, 2]]);
    expect(layersOf([whole, { ...left, file: "release/other.ts" }])).toHaveLength(1);
  });
});
