import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { gatesReport, type MutatedGroup } from "./gates-report";
import { type Mutant, nameOf } from "./mutants";
import { mutationScore, percentText } from "./mutation-score";
import { mutation } from "./stryker";
import { reasonFor } from "./survivor-reasons";

const reportFile = resolve(__dirname, "../../docs/reports/mutation-gates.md");
const leastPercent = 95;

/** What is changed together, with the tests that it meets: `mutation-gates/<name>.stryker.mjs` and `<name>.vitest.mjs`. */
const groups: Readonly<Record<string, string>> = {
  judging: "`release/judge.ts` and `policies/gate.ts`, which make one verdict of every gate and violations of verdicts",
  tables: "which kinds of evidence there are, what each states, who signs it and how the journal records it",
  freezes: "freeze windows, allowed hours and blackout calendars",
  reports: "the readers of raw reports in `evidence/reports/`",
  signing: "what signs, and what reads bytes, envelopes, statements and the chain of the journal",
  reading: "what reads whole folders of evidence, the whole journal and a change of the trust",
};

/**
 * Changes what reads and judges evidence in every way that Stryker knows; each change meets the tests. Fails when fewer than 95 % of the changes of a
 * group are noticed, or when nobody has said why a survivor is no gap.
 */
export async function mutationGates(): Promise<void> {
  const done: MutatedGroup[] = [];
  mkdirSync(dirname(reportFile), { recursive: true });
  for (const [name, what] of Object.entries(groups)) {
    done.push({ name, what, score: mutationScore(await run(name)) });
    // After each group, so that a long run that is stopped has not been for nothing.
    const waiting = Object.keys(groups).slice(done.length);
    writeFileSync(reportFile, gatesReport(done, waiting, reasonFor));
  }
  const problems = done.flatMap(problemsOf);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

const run = (name: string): Promise<readonly Mutant[]> =>
  mutation({
    config: `test/prove/mutation-gates/${name}.stryker.mjs`,
    name: `gates-${name}`,
    inputs: [
      ...["contract", "evidence", "plan", "policies", "release", "trust", "stryker.config.mjs"],
      ...["test/evidence", "test/policies", "test/release", "test/support", "test/prove/mutation-gates"],
      "docs/reference/evidence.md",
    ],
  });

function problemsOf({ name, score: { percent, survivors } }: MutatedGroup): readonly string[] {
  return [
    ...(percent >= leastPercent ? [] : [`${name}: must reach ${leastPercent} %, got ${percentText(percent)}`]),
    ...survivors.filter((one) => reasonFor(one) === undefined).map((one) => `no reason given: ${nameOf(one)}`),
  ];
}
