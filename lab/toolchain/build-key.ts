import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GoInstallation } from "./go-installation";
import { modulesFolder, requiredVersion, type Recipe } from "./recipes";

/** The arguments of `go` that build a recipe into `output`. */
export function buildArguments(recipe: Recipe, output: string): readonly string[] {
  const variables = recipe.variables(requiredVersion(recipe.module, recipe.versionOf));
  const link = ["-w", "-s", ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)];
  const tags = recipe.tags.length === 0 ? [] : ["-tags", recipe.tags.join(",")];
  // Without version control stamps the file depends on its sources alone, not on the commit of this repository.
  return ["build", "-trimpath", "-buildvcs=false", ...tags, "-ldflags", link.join(" "), "-o", output, recipe.package];
}

/** The content key of a program: SHA-256 over every file that its build reads, its flags, and the compiler. 64 hexadecimal digits. */
export function buildKey(recipe: Recipe, go: GoInstallation, modules = modulesFolder): string {
  const hash = createHash("sha256");
  const add = (part: string | Buffer): void => {
    hash.update(`${String(part.length)}:`).update(part);
  };
  add(JSON.stringify([buildArguments(recipe, ""), go]));
  const folder = join(modules, recipe.module);
  for (const file of moduleFiles(folder, recipe.without)) {
    add(file);
    add(readFileSync(join(folder, file)));
  }
  return hash.digest("hex");
}

function moduleFiles(folder: string, without: readonly string[]): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith("_test.go"))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !without.some((name) => file === name || file.startsWith(`${name}/`)))
    .sort();
}
