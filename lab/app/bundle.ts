import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Bundles the sample application into one file that plain `node` starts, and returns its path.
 * See `bundleProgram` for where it lies.
 */
export function bundleApp(folder: string): Promise<string> {
  return bundleProgram(join(__dirname, "entry.ts"), "app.cjs", folder);
}

/**
 * Bundles a program with all that it imports into `<folder>/<hash of the bundle>/<name>` and returns that path: a change of
 * the source gives another path, and a file once written never changes. Safe when several processes do it at once.
 */
export async function bundleProgram(entry: string, name: string, folder: string): Promise<string> {
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The answer must not depend on where the repository lies, or the key would differ between two clones.
    absWorkingDir: __dirname,
    legalComments: "inline",
    logLevel: "silent",
    write: false,
  });
  const [output] = bundle.outputFiles;
  if (output === undefined) throw new Error(`bundle "${name}": is empty`);
  const key = createHash("sha256").update(output.contents).digest("hex").slice(0, 16);
  const path = join(folder, key, name);
  if (existsSync(path)) return path;
  await mkdir(join(folder, key), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, output.contents);
  await rename(draft, path);
  return path;
}
