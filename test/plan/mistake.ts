import { expect, it } from "vitest";
import { linesOf, planText } from "./written-example";
import type { WrittenExample } from "./written-example";

/** A change that is a mistake, and the one line that it must print. */
export type Mistake = readonly [mistake: string, change: (plan: WrittenExample) => void, line: unknown];

/** One test for each mistake: it prints its line and nothing else. */
export function testMistakes(rows: readonly Mistake[]): void {
  it.each(rows)("has one problem: %s", (_, change, line) => {
    expect(linesOf(planText(change))).toEqual([line]);
  });
}
