import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { guards } from "../../release/guards";
import { search } from "../release/support/search";
import { allSearches } from "../release/support/searches";
import { withoutGuard } from "../release/support/without-guard";
import { type MutationScore, mutationScore } from "./mutation-score";
import { layersOf } from "./compared-change";
import { type Mutant, nameOf } from "./mutants";
import { type MissedGuard, releaseReport, type SearchedPlan, type Survivor } from "./release-report";
import { searchComparing, searchMutant } from "./search-mutant";
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
  const survivors = await searchSurvivors(score.survivors);
  const missed = missedGuards();
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, releaseReport({ score, survivors, missed, searches: searchedPlans() }));
  const problems = problemsOf(score, survivors, missed);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/**
 * What the search says of each: first it goes through everything with nothing changed and compares what each change would have given; with a change
 * that ever made a difference it goes through everything again.
 */
async function searchSurvivors(mutants: readonly Mutant[]): Promise<readonly Survivor[]> {
  const survivors: Survivor[] = [];
  for (const layer of layersOf(mutants)) {
    const { violation, comparisons, transitions } = await searchComparing(layer);
    if (violation !== undefined) throw new Error(`the search, nothing changed: ${violation}`);
    const waiting = [...layer];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [at, mutant] = next;
        const { runs, differences } = comparisons[at] ?? { runs: 0, differences: 0 };
        const searched = differences === 0 ? { transitions } : await searchMutant(mutant);
        survivors.push({ mutant, runs, differences, ...searched, reason: reasonFor(mutant) });
        process.stdout.write(`searched ${survivors.length} of ${mutants.length}\n`);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  }
  return survivors.sort((a, b) => (nameOf(a.mutant) < nameOf(b.mutant) ? -1 : 1));
}

function problemsOf(
  { killed }: MutationScore,
  survivors: readonly Survivor[],
  missed: readonly MissedGuard[],
): readonly string[] {
  return [
    ...(killed > 0 ? [] : ["no change was killed: the tests did not run"]),
    ...missed.filter(({ violation }) => violation === undefined).map(({ name }) => `guard "${name}": nobody misses it`),
    ...survivors.flatMap(({ mutant, violation }) =>
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
