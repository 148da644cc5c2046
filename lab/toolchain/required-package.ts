import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

/** The exact version of an npm package that this project depends on, from its package.json. */
export function requiredPackageVersion(name: string): string {
  const text = readFileSync(resolve(__dirname, "../../package.json"), "utf8");
  const version = manifest.parse(JSON.parse(text)).dependencies[name];
  if (version === undefined) throw new Error(`package.json: must depend on ${name}`);
  return version;
}
