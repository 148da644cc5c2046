import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");
const folder = join(root, ".cache/mutants");
const copied = ["contract", "evidence", "plan", "policies", "release", "trust"];

/** One change of one file, the first time that the text stands there. */
export interface Change {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
}

/** A copy of the sources in which one thing is changed, to be imported from. */
export interface ChangedCopy {
  /** Gives what a file of the copy exports. It has the shape of the original. */
  readonly load: <Module>(file: string) => Promise<Module>;
  readonly clean: () => void;
}

/** Copies what reads and judges evidence, with one thing changed, or with nothing changed. */
export function changedCopy(change?: Change): ChangedCopy {
  mkdirSync(folder, { recursive: true });
  const copy = mkdtempSync(join(folder, "evidence-"));
  for (const path of copied) cpSync(join(root, path), join(copy, path), { recursive: true });
  if (change !== undefined) {
    const source = readFileSync(join(root, change.file), "utf8");
    if (!source.includes(change.original)) throw new Error(`${change.file}: does not hold "${change.original}"`);
    writeFileSync(
      join(copy, change.file),
      source.replace(change.original, () => change.replacement),
    );
  }
  return {
    load: <Module>(file: string) => import(join(copy, file)) as Promise<Module>,
    clean: () => {
      rmSync(copy, { recursive: true });
    },
  };
}
