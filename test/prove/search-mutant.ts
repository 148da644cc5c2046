import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Mutant, mutated } from "./mutants";

/** What the quick searches say of a changed life cycle. */
export interface Searched {
  /** Steps that were held against the invariants. */
  readonly transitions: number;
  /** Whether the search came to the changed expression. */
  readonly wasRun: boolean;
  /** The first broken invariant, or how the search itself broke. */
  readonly violation?: string;
}

const root = resolve(__dirname, "../..");
const folder = resolve(root, ".cache/mutants");
const copied = ["release", "test/release/support", "test/prove"];

/**
 * Puts the change, if there is one, into a copy of the life cycle and goes through every state and event of the quick searches with it, in a process of its own. The
 * invariants are copied as they are: nothing that is judged judges itself.
 */
export async function searchMutant(mutant?: Mutant): Promise<Searched> {
  mkdirSync(folder, { recursive: true });
  const copy = mkdtempSync(join(folder, "copy-"));
  try {
    for (const path of copied) cpSync(resolve(root, path), join(copy, path), { recursive: true });
    if (mutant !== undefined) {
      const source = readFileSync(resolve(root, mutant.file), "utf8");
      writeFileSync(join(copy, mutant.file), mutated(source, mutant));
    }
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
      done({ transitions: 0, wasRun: true, violation: `the judge throws: ${line}` });
    });
  });
}
