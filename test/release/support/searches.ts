import { type BuiltName, smallPlans } from "./catalogue";
import type { Search } from "./search";

const searchOf = (phases: number, releases: readonly BuiltName[], holdsKept: number): Search => {
  const plan = smallPlans[phases - 1];
  if (plan === undefined) throw new Error(`small plan: there is none with ${phases} phases`);
  return { plan, releases: ["running", "first", ...releases], holdsKept, faultsOn: "allowed questions" };
};

/** Three searches that together meet every guard, in a few seconds. */
export const quickSearches: readonly Search[] = [searchOf(1, [], 1), searchOf(1, ["otherPlan"], 0), searchOf(2, [], 0)];

/** Every search that belongs to the proof: each kind of other release, each length of plan, and the complete product on the smallest plan. */
export const allSearches: readonly Search[] = [
  { ...searchOf(1, [], 0), faultsOn: "every question" },
  searchOf(1, [], 2),
  searchOf(1, ["otherPlan"], 0),
  searchOf(1, ["otherTemplate"], 0),
  searchOf(1, ["rebuilt"], 0),
  searchOf(1, ["fixed"], 0),
  searchOf(2, [], 1),
  searchOf(2, ["otherPlan"], 0),
  searchOf(3, [], 0),
];
