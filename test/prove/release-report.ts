import { invariants } from "../../release/invariants";
import type { Search } from "../release/support/search";
import type { Mutant } from "./mutants";
import { cell, changeCell, type MutationScore, percentText, placeCell } from "./mutation-score";

/** A change that the unit tests do not notice. */
export interface Survivor {
  readonly mutant: Mutant;
  /** How often the search came to the changed place, and how often the change made a difference to the value there. */
  readonly runs: number;
  readonly differences: number;
  /** Steps that were searched, and what was found. */
  readonly transitions: number;
  readonly violation?: string;
  readonly reason: string | undefined;
}

/** A guard that was taken out, and what the search found then. */
export interface MissedGuard {
  readonly name: string;
  readonly violation: string | undefined;
}

/** What one of the exhaustive searches went through, with every guard in place. */
export interface SearchedPlan {
  readonly how: Search;
  readonly states: number;
  readonly events: number;
  readonly transitions: number;
  readonly violations: number;
}

/** All that the page says. */
export interface ReleaseFindings {
  readonly score: MutationScore;
  readonly survivors: readonly Survivor[];
  readonly missed: readonly MissedGuard[];
  readonly searches: readonly SearchedPlan[];
}

const count = (value: number): string => value.toLocaleString("en-US");

/** The page about changes of the life cycle. */
export function releaseReport({ score, survivors, missed, searches }: ReleaseFindings): string {
  const allowing = survivors.filter(({ violation }) => violation !== undefined);
  return `# Changes of the life cycle

Written by \`npm run prove -- mutation-release\`, Node ${process.version}, Stryker with the vitest runner.

Every file directly in \`release/\` is changed, one operator, value or branch at a time, but for the yardstick itself (\`invariants.ts\`, \`step.ts\`), \`release-id.ts\` and what judges evidence (\`judge.ts\`, \`gates/\`). Each change first meets the unit tests of the life cycle. What survives them meets the search: every state and every event of three small plans, each step held against ${Object.keys(invariants).length} invariants, among them that no share rises without every gate or above its ceiling. It first goes through everything with the original and compares, wherever it comes to the changed place, the value there with what the change would have given. The life cycle is pure, so a change that never gives another value cannot be told from the original. With one that does, the search goes through everything again, the change in place: one broken invariant, or a judge that throws, fails this proof, as does a survivor without a written reason.

| | |
|---|---|
| changes | ${count(score.made)} |
| code cannot be loaded with them (noticed, not counted) | ${score.unloadable.length} |
| counted | ${count(score.judged)} |
| killed by the unit tests | ${count(score.killed)} |
| killed because the tests never end | ${score.timedOut} |
| survivors | ${survivors.length} |
| score | ${percentText(score.percent)} |
| survivors with which the search finds a violation | ${allowing.length} |
| survivors without a reason | ${survivors.filter(({ reason }) => reason === undefined).length} |

## Guards

Taking out a guard makes the search fail, for each of the ${missed.length}. \`test/release/guards.test.ts\` shows the same in \`npm test\`.

| without | first thing that the search finds broken |
|---|---|
${missed.map(({ name, violation }) => `| \`${name}\` | ${cell(violation?.split(", in ")[0] ?? "**nothing**")} |`).join("\n")}

## Survivors

| place | change | steps searched | came to it | another value | violation | why it survives |
|---|---|---|---|---|---|---|
${survivors.map(survivorRow).join("\n")}

## Not loadable

${score.unloadable.map((mutant) => `- ${placeCell(mutant)} ${changeCell(mutant)}`).join("\n") || "None."}

## The exhaustive search, nothing changed

| plan | releases | recorded holds | faults on | states | events | steps | violations |
|---|---|---|---|---|---|---|---|
${searches.map(searchRow).join("\n")}
`;
}

const survivorRow = ({ mutant, runs, differences, transitions, violation, reason }: Survivor): string =>
  `| ${placeCell(mutant)} | ${changeCell(mutant)} | ${count(transitions)} | ${count(runs)} | ${count(differences)} | ${cell(violation ?? "none")} | ${cell(reason ?? "**none given**")} |`;

const searchRow = ({ how, states, events, transitions, violations }: SearchedPlan): string =>
  `| ${how.plan.name} | ${how.releases.join(", ")} | ${how.holdsKept} | ${how.faultsOn} | ${count(states)} | ${count(events)} | ${count(transitions)} | ${violations} |`;
