import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { guards } from "../../release/guards";
import { search } from "../release/support/search";
import { allSearches } from "../release/support/searches";
import { withoutGuard } from "../release/support/without-guard";
import { type MutationScore, mutationScore } from "./mutation-score";
import { nameOf } from "./mutants";
import { type MissedGuard, releaseReport, type SearchedPlan, type Survivor } from "./release-report";
import { searchMutant } from "./search-mutant";
import { mutation } from "./stryker";
import { reasonFor } from "./survivor-reasons";

const reportFile = resolve(__dirname, "../../docs/reports/mutation-release.md");

/**
 * Takes out every guard, one at a time, and changes the life cycle in `release/` in every way that Stryker knows. Each change meets the unit tests;
 * what survives them meets the search with the changed judge. Fails when nobody misses a guard, when a survivor lets the search find a violation, or
 * when nobody has said why it cannot be told from the original.
 */
export async function mutationRelease(): Promise<void> {
  const score = mutationScore(
    await mutation({
      config: "stryker.config.mjs",
      name: "release",
      inputs: ["release", "test/release", "test/prove/mutation-release.config.mjs"],
    }),
  );
  const unchanged = await searchMutant();
  if (unchanged.violation !== undefined) throw new Error(`the search, nothing changed: ${unchanged.violation}`);
  const survivors: Survivor[] = [];
  for (const mutant of score.survivors) {
    survivors.push({ mutant, searched: await searchMutant(mutant), reason: reasonFor(mutant) });
    process.stdout.write(`searched ${survivors.length} of ${score.survivors.length}\n`);
  }
  const missed = missedGuards();
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, releaseReport({ score, survivors, missed, searches: searchedPlans(), unchanged }));
  const problems = problemsOf(score, survivors, missed);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function problemsOf(
  { killed }: MutationScore,
  survivors: readonly Survivor[],
  missed: readonly MissedGuard[],
): readonly string[] {
  return [
    ...(killed > 0 ? [] : ["no change was killed: the tests did not run"]),
    ...missed.filter(({ violation }) => violation === undefined).map(({ name }) => `guard "${name}": nobody misses it`),
    ...survivors.flatMap(({ mutant, searched: { violation } }) =>
      violation === undefined ? [] : [`survives the unit tests and breaks the search: ${nameOf(mutant)}`],
    ),
    ...survivors.flatMap(({ mutant, reason }) => (reason === undefined ? [`no reason given: ${nameOf(mutant)}`] : [])),
  ];
}

function missedGuards(): readonly MissedGuard[] {
  const of = (table: "state" | "move"): readonly MissedGuard[] =>
    Object.keys(guards[table]).map((name) => ({ name, violation: withoutGuard(table, name) }));
  return [...of("state"), ...of("move")];
}

const searchedPlans = (): readonly SearchedPlan[] =>
  allSearches.map((how) => {
    const { states, events, transitions, violations } = search(how);
    return { how, states, events, transitions, violations: violations.length };
  });
