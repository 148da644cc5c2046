import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Mutant, mutantsOf, nameOf, rangeOf } from "./mutants";
import { reasonFor } from "./survivor-reasons";

const root = resolve(__dirname, "../..");
const reportFile = resolve(root, "docs/reports/mutation-release.md");
const first = { config: resolve(root, "stryker.config.mjs"), result: resolve(root, ".cache/mutation-release.json") };
const second = {
  config: resolve(root, ".cache/stryker-search.json"),
  result: resolve(root, ".cache/mutation-search.json"),
};

/**
 * Changes the life cycle in `release/` in every way that Stryker knows, one at a time. Each change meets the unit tests; what survives them meets the
 * search, with the changed judge. Fails when a survivor is left that the search did not go through, or that nobody has given a reason for.
 */
export async function mutationRelease(): Promise<void> {
  const started = performance.now();
  await stryker(first.config);
  const all = mutantsOf(readFileSync(first.result, "utf8"), root);
  const left = all.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  const searched = left.length === 0 ? [] : await searchWith(left);
  const found = new Map(searched.map((mutant) => [nameOf(mutant), mutant]));
  const rows = left.map((mutant) => ({ mutant, search: found.get(nameOf(mutant))?.status ?? "not searched" }));
  const survivors = rows.filter(({ search }) => search !== "Killed" && search !== "Timeout");
  const isSearched = ({ search }: Row): boolean => search === "Survived" || search === "NoCoverage";
  const minutes = (performance.now() - started) / 60_000;
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, report(all, rows.length, survivors, minutes));
  const unsearched = survivors.filter((row) => !isSearched(row));
  const unexplained = survivors.filter(({ mutant }) => reasonFor(mutant) === undefined);
  const list = (what: string, of: readonly Row[]): string[] => of.map(({ mutant }) => `${what}: ${nameOf(mutant)}`);
  const problems = [...list("not searched", unsearched), ...list("no reason given", unexplained)];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/** What the search says of a survivor. Code that it never runs allows nothing. */
const outcome: Readonly<Record<string, string>> = { Survived: "0 violations", NoCoverage: "never runs it" };

interface Row {
  readonly mutant: Mutant;
  readonly search: string;
}

/** Runs the search against just those mutants. */
async function searchWith(left: readonly Mutant[]): Promise<readonly Mutant[]> {
  const base = ((await import(first.config)) as { default: Record<string, unknown> }).default;
  const settings = {
    ...base,
    mutate: [...new Set(left.map(rangeOf))],
    vitest: { configFile: "test/prove/mutation-search.config.mjs", related: false },
    jsonReporter: { fileName: ".cache/mutation-search.json" },
    incremental: false,
  };
  mkdirSync(dirname(second.config), { recursive: true });
  writeFileSync(second.config, JSON.stringify(settings, undefined, 2));
  rmSync(second.result, { force: true });
  await stryker(second.config);
  return mutantsOf(readFileSync(second.result, "utf8"), root);
}

function stryker(config: string): Promise<void> {
  const program = resolve(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, "run", config], { cwd: root, stdio: "inherit" });
    child.once("error", fail);
    child.once("exit", (code) => {
      if (code === 0) done();
      else fail(new Error(`stryker: must end with exit code 0, got ${String(code)}`));
    });
  });
}

function report(all: readonly Mutant[], left: number, survivors: readonly Row[], minutes: number): string {
  const judged = all.filter(({ status }) => !["Ignored", "CompileError", "RuntimeError"].includes(status));
  const killed = judged.length - survivors.length;
  const score = ((killed * 100) / judged.length).toFixed(1);
  const cell = (text: string): string => text.replace(/\s+/g, " ").replace(/\|/g, "\\|");
  const lines = survivors.map(
    ({ mutant, search }) =>
      `| \`${mutant.file}:${mutant.line}\` | ${mutant.mutator} | \`${cell(mutant.original)}\` → \`${cell(mutant.replacement)}\` | ${outcome[search] ?? search} | ${cell(reasonFor(mutant) ?? "**none given**")} |`,
  );
  return `# Mutation of the life cycle

Written by \`npm run prove -- mutation-release\` in ${minutes.toFixed(0)} minutes, Node ${process.version}, Stryker with the vitest runner.

Every file directly in \`release/\` is changed, but for the invariants themselves (\`invariants.ts\`, \`step.ts\`) and what judges evidence or hashes (\`judge.ts\`, \`release-id.ts\`, \`gates/\`). Each change first meets the unit tests and the walks through large plans. What survives meets the search with the changed judge (\`test/release/quick-search.test.ts\`): a change that lets one share rise where the design forbids it breaks an invariant there and dies.

| | |
|---|---|
| changes judged | ${judged.length} |
| survived the unit tests | ${left} |
| of these, found by the search | ${left - survivors.length} |
| survivors | ${survivors.length} |
| score | ${score} % |
| survivors that allow a move which the design forbids | 0: the search went through all of them without a violation |

## Survivors

| place | kind | change | search | why no test can tell |
|---|---|---|---|---|
${lines.join("\n")}
`;
}
