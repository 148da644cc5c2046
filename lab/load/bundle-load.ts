import { join } from "node:path";
import { bundleProgram } from "../app/bundle";

/** Bundles the generator's command into one file for plain `node`, so that it starts at once inside the lab; returns its path. */
export function bundleLoad(folder: string): Promise<string> {
  return bundleProgram(join(__dirname, "load-command.ts"), "load.cjs", folder);
}
