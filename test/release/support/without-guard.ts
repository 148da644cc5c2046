import { type Guards, guards } from "../../../release/guards";
import { search } from "./search";
import { quickSearches } from "./searches";

/** The two tables that guards stand in. */
export type GuardTable = keyof Guards;

/** What the quick search finds first when one guard is taken out, or `undefined` when nobody would miss it. */
export function withoutGuard(table: GuardTable, name: string): string | undefined {
  const left = {
    ...guards,
    [table]: Object.fromEntries(Object.entries(guards[table]).filter(([one]) => one !== name)),
  };
  for (const how of quickSearches) {
    const [violation] = search({ ...how, guards: left, stopAtFirst: true }).violations;
    if (violation !== undefined) return violation;
  }
  return undefined;
}
