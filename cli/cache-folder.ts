import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The folder for everything that can be made again: `$XDG_CACHE_HOME/sluice`, else `~/.cache/sluice`. A relative `XDG_CACHE_HOME` is ignored, as the XDG specification asks. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const root = environment["XDG_CACHE_HOME"];
  return join(root !== undefined && isAbsolute(root) ? root : join(homedir(), ".cache"), "sluice");
}

/** The part of the cache that holds built, found and downloaded programs. */
export function toolchainFolder(cache: string): string {
  return join(cache, "toolchain");
}

/** The file that says which programs the checkout at `projectFolder` last made ready. Every checkout has its own, so two branches with different programs stay apart. */
export function toolchainRecordFile(cache: string, projectFolder: string): string {
  const checkout = createHash("sha256").update(realpathSync(projectFolder)).digest("hex").slice(0, 12);
  return join(toolchainFolder(cache), "checkouts", `${checkout}.json`);
}
