import { readdirSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set(["node_modules", ".git", ".cache", ".lab", "coverage", "reports", "bin"]);

/** Every TypeScript file below `root`, as paths relative to it with forward slashes, sorted. */
export function sourceFiles(root: string, below = ""): readonly string[] {
  return readdirSync(join(root, below), { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return sourceFiles(root, path);
      return /\.ts$/.test(entry.name) ? [path] : [];
    })
    .sort();
}
