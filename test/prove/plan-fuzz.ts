import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import fc from "fast-check";
import { answers, planProperties } from "../plan/plan-properties";

const cases = 100_000;
const reportFile = resolve(__dirname, "../../docs/reports/plan-fuzz.md");

/** 100,000 made-up, changed and broken plans: none is thrown at, none breaks a rule. Writes docs/reports/plan-fuzz.md. */
export async function planFuzz(): Promise<void> {
  // A fresh seed each time; the report names it, and PLAN_FUZZ_SEED repeats it.
  const seed = Number(process.env["PLAN_FUZZ_SEED"] ?? Date.now() % 2 ** 31);
  const rows: string[] = [];
  for (const { says, ofHundred, property } of planProperties) {
    const before = { ...answers };
    const start = performance.now();
    const numRuns = (cases * ofHundred) / 100;
    await fc.assert(property, { numRuns, seed });
    const seconds = (performance.now() - start) / 1000;
    rows.push(
      `| ${says} | ${numRuns} | ${answers.valid - before.valid} | ${answers.invalid - before.invalid} | ${seconds.toFixed(0)} |`,
    );
    process.stdout.write(`${rows.at(-1)}\n`);
  }
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, report(seed, rows));
}

function report(seed: number, rows: readonly string[]): string {
  return `# Fuzzing the reading of plans

Written by \`npm run prove -- plan-fuzz\`. ${cases} cases with seed ${seed} (\`PLAN_FUZZ_SEED=${seed}\` repeats them), Node ${process.version}. A case that breaks its sentence stops the run, so that a report means that there was none.

Every text that is read also answers to these: it has one problem or more, each one line in our own words; or a hash of the right form, shares that rise to 100 %, gates, limits and a soak in every phase, a trigger, and a parsed form that fits its own schema. What reading accepts, the JSON Schema accepts.

| sentence | cases | read | refused | seconds |
|---|---|---|---|---|
${rows.join("\n")}

A case of the row about hashes reads four texts.
`;
}
