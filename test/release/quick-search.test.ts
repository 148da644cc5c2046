import { describe, expect, it } from "vitest";
import { search } from "./support/search";
import { quickSearches } from "./support/searches";

/** Searching is plain computing: a busy machine takes its time. */
const timeout = 300_000;

describe("the quick search", () => {
  it.each(quickSearches.map((how) => ({ title: `${how.plan.name}, ${how.releases.join(", ")}`, how })))(
    "finds no violation with $title",
    ({ how }) => {
      expect(search({ ...how, stopAtFirst: true }).violations).toEqual([]);
    },
    timeout,
  );
});
