import { search } from "../release/support/search";
import { quickSearches } from "../release/support/searches";
import type { Searched } from "./search-mutant";

/* Runs in a process of its own, on a copy of the life cycle in which one thing was changed: see `search-mutant.ts`. */
const found: { transitions: number; wasRun: boolean; violation?: string } = { transitions: 0, wasRun: false };
for (const how of quickSearches) {
  const { transitions, violations } = search({ ...how, stopAtFirst: true });
  found.transitions += transitions;
  const [violation] = violations;
  if (violation !== undefined) {
    found.violation = violation;
    break;
  }
}
found.wasRun = "changeWasRun" in globalThis;
const searched: Searched = found;
process.stdout.write(JSON.stringify(searched));
