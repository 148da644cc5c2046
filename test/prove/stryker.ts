import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Mutant, mutantsOf } from "./mutants";

const root = resolve(__dirname, "../..");

/** One run of Stryker. */
export interface Mutation {
  /** Its settings, relative to the project. They write `.cache/mutation-<name>.json`. */
  readonly config: string;
  readonly name: string;
  /** Folders and files that decide the result: a finished run is not repeated while they stay the same. */
  readonly inputs: readonly string[];
}

/** Every change and what became of it, from a run of Stryker or from the last one over the very same files. */
export async function mutation({ config, name, inputs }: Mutation): Promise<readonly Mutant[]> {
  const result = resolve(root, `.cache/mutation-${name}.json`);
  const sealed = `${result}.sha256`;
  const digest = digestOf([config, "package-lock.json", ...inputs]);
  mkdirSync(resolve(root, ".cache"), { recursive: true });
  if (textOf(sealed) !== digest) {
    rmSync(result, { force: true });
    await stryker(resolve(root, config));
    // Whoever edits while it runs gets a run of his own next time.
    writeFileSync(sealed, digest);
  }
  return mutantsOf(readFileSync(result, "utf8"), root);
}

function digestOf(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    const bytes = readFileSync(resolve(root, path));
    hash.update(`${path} ${bytes.length}\n`).update(bytes);
  };
  for (const input of inputs) {
    if (/\.\w+$/.test(input)) add(input);
    else
      for (const entry of readdirSync(resolve(root, input), { recursive: true, withFileTypes: true }))
        if (entry.isFile()) add(join(entry.parentPath, entry.name));
  }
  return hash.digest("hex");
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
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
