// First, since what is compared may already be come to while the life cycle is loaded.
import { comparisons } from "./compared-change";
import { search } from "../release/support/search";
import { quickSearches } from "../release/support/searches";

/* Runs in a process of its own, on a copy of the life cycle in which something was changed or is compared: see `search-mutant.ts`. */
let transitions = 0;
let violation: string | undefined;
for (const how of quickSearches) {
  const found = search({ ...how, stopAtFirst: true });
  transitions += found.transitions;
  violation = found.violations[0];
  if (violation !== undefined) break;
}
process.stdout.write(JSON.stringify({ transitions, comparisons, ...(violation === undefined ? {} : { violation }) }));
