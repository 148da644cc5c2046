import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Comparisons, withComparisons } from "./compared-change";
import { type Mutant, mutated } from "./mutants";

/** What the quick searches say of a changed life cycle. */
export interface Searched {
  /** Steps that were held against the invariants. */
  readonly transitions: number;
  /** What was compared on the way. */
  readonly comparisons: Comparisons;
  /** The first broken invariant, or how the search itself broke. */
  readonly violation?: string;
}

const root = resolve(__dirname, "../..");
const folder = resolve(root, ".cache/mutants");
const copied = ["release", "test/release/support", "test/prove"];

/** Goes through every state and event of the quick searches with one thing changed. */
export const searchMutant = (mutant: Mutant): Promise<Searched> =>
  searchCopy(new Map([[mutant.file, (source) => mutated(source, mutant)]]));

/** Goes through every state and event of the quick searches with nothing changed, and compares what each change would have given. */
export function searchComparing(layer: ReadonlyMap<number, Mutant>): Promise<Searched> {
  const files = [...new Set([...layer.values()].map(({ file }) => file))];
  const within = (file: string): ReadonlyMap<number, Mutant> =>
    new Map([...layer].filter(([, one]) => one.file === file));
  return searchCopy(new Map(files.map((file) => [file, (source) => withComparisons(source, within(file))])));
}

/** Searches a copy of the life cycle in a process of its own. The invariants are copied as they are: nothing that is judged judges itself. */
async function searchCopy(edits: ReadonlyMap<string, (source: string) => string>): Promise<Searched> {
  mkdirSync(folder, { recursive: true });
  const copy = mkdtempSync(join(folder, "copy-"));
  try {
    for (const path of copied) cpSync(resolve(root, path), join(copy, path), { recursive: true });
    for (const [file, edit] of edits) writeFileSync(join(copy, file), edit(readFileSync(resolve(root, file), "utf8")));
    return await searched(join(copy, "test/prove/search-run.ts"));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function searched(program: string): Promise<Searched> {
  return new Promise((done) => {
    execFile(process.execPath, ["--import", "tsx", program], { cwd: root }, (problem, stdout, stderr) => {
      if (problem === null) {
        done(JSON.parse(stdout) as Searched);
        return;
      }
      const line = stderr.split("\n").find((one) => /^\w*Error: /.test(one)) ?? problem.message;
      done({ transitions: 0, comparisons: {}, violation: `the judge throws: ${line}` });
    });
  });
}
