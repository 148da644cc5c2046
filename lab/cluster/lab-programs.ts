import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { cacheFolder } from "../../cli/cache-folder";

const root = resolve(__dirname, "../..");
/** All that the three programs may import of this project. */
const sources = ["lab/cluster", "lab/images", "lab/kubelet"];
const entries = {
  supervisor: "lab/cluster/supervisor.ts",
  objects: "lab/cluster/objects.ts",
  kubelet: "lab/kubelet/kubelet.ts",
};
const keptMs = 24 * 60 * 60 * 1000;

/** The lab's own programs that run inside the namespaces, each one file that plain `node` starts in a tenth of a second. */
export type LabPrograms = Readonly<Record<keyof typeof entries, string>>;

/**
 * Bundles the lab's own programs into the cache, once for each state of their sources and of the installed packages.
 * Safe when several processes do it at once.
 */
export async function labPrograms(): Promise<LabPrograms> {
  const all = join(cacheFolder(), "lab-programs");
  const folder = join(all, sourceKey());
  if (existsSync(folder)) utimesSync(folder, new Date(), new Date());
  else await bundle(all, folder);
  const at = (name: keyof typeof entries): string => join(folder, `${name}.cjs`);
  return { supervisor: at("supervisor"), objects: at("objects"), kubelet: at("kubelet") };
}

async function bundle(all: string, folder: string): Promise<void> {
  const draft = join(all, `.draft-${randomUUID()}`);
  await build({
    entryPoints: entries,
    outdir: draft,
    outExtension: { ".js": ".cjs" },
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    logLevel: "silent",
  });
  removeUnused(all);
  try {
    renameSync(draft, folder);
  } catch (problem) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was quicker, and its bundle is the same.
    if (!existsSync(folder)) throw problem;
  }
}

/** Bundles of older sources go when no start has used them for a day; a lab of theirs may still run until then. */
function removeUnused(all: string): void {
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all)) {
    const path = join(all, name);
    const unused = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (unused > keptMs) rmSync(path, { recursive: true, force: true });
  }
}

function sourceKey(): string {
  const files = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(folder, file)),
  );
  const hash = createHash("sha256");
  for (const file of [...files.toSorted(), "package-lock.json"]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
