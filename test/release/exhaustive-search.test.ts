import { describe, expect, it } from "vitest";
import { invariants } from "../../release/invariants";
import { search } from "./support/search";
import { allSearches } from "./support/searches";

/*
 * Every state that small plans can reach, every event in each, every step against every invariant. It proves the judge, the transition and the hold
 * that they write; it does not prove that a reader of the cluster tells the truth, which the tests of the program and of the lab are for.
 */
/** Searching is plain computing: a busy machine takes its time. */
const timeout = 300_000;

describe("the exhaustive search", () => {
  const rows = allSearches.map((how) => ({
    name: `${how.plan.name}, ${how.releases.join(", ")}, ${how.holdsKept} recorded holds, faults on ${how.faultsOn}`,
    how,
  }));

  it.each(rows)(
    "finds no violation with $name",
    ({ name, how }) => {
      const { states, events, transitions, answers, violations } = search(how);
      console.log(
        `${name}: ${states} states, ${events} events, ${transitions} transitions, ${Object.keys(invariants).length} invariants, ${violations.length} violations`,
      );
      expect(violations.slice(0, 5)).toEqual([]);
      // A search that never moves would find nothing either.
      expect(Object.keys(answers).sort()).toEqual(["bootstrap", "down", "refused", "return", "stay", "up"]);
      expect(states).toBeGreaterThan(300);
    },
    timeout,
  );
});
