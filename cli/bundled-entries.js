// Program and pack are some two hundred small files each, and as many of packages. One by one they cost two thirds of the processor time of a
// start, so each is kept as one file, made anew as soon as a source of it differs. Whatever else is TypeScript still goes through tsx, loaded when
// it is needed.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, relative, resolve } = require("node:path");
const { leaveSources, nameSources, positionsOf } = require("./source-positions.js");

/** Packages that stay outside: those of which Pulumi's own scripts hold the one copy of the process, and one that is seldom needed. */
const outside = ["@pulumi/*", "@grpc/*", "google-protobuf", "@kubernetes/client-node"];

const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/** What must be the same of a source. The packages are many and change by an install only, so for them it is size and time. */
function stateOf(root, path) {
  if (!path.includes("node_modules/")) return sha256(readFileSync(join(root, path)));
  const { size, mtimeMs } = statSync(join(root, path));
  return `${size} ${mtimeMs}`;
}

/** The JavaScript of an entry with everything that it needs but the packages that stay outside. `root` is where sources and tsconfig.json are. */
function bundleOf(root, entry) {
  return kept(root, entry) ?? made(root, entry);
}

/** Where one of the files of an entry is kept: by the path of its root, since working copies may share their packages. */
function keptPath(root, entry, ending) {
  const name = relative(root, entry).replaceAll(/[\\/]/g, "-");
  return join(root, "node_modules", ".cache", "sluice", sha256(root).slice(0, 8), `${name}.${ending}`);
}

/** What was kept, if every source is still the same; undefined otherwise, whatever the reason. */
function kept(root, entry) {
  try {
    const { code, sources } = JSON.parse(readFileSync(keptPath(root, entry, "json"), "utf8"));
    if (sources.some(([path, state]) => stateOf(root, path) !== state)) return undefined;
    const text = readFileSync(keptPath(root, entry, "cjs"), "utf8");
    return sha256(text) === code ? text : undefined;
  } catch {
    return undefined;
  }
}

function made(root, entry) {
  const file = (ending) => keptPath(root, entry, ending);
  const { buildSync } = require(require.resolve("esbuild", { paths: [require.resolve("tsx/cjs")] }));
  const options = {
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    external: outside,
  };
  const { outputFiles, metafile } = buildSync({
    ...options,
    ...{
      entryPoints: [entry],
      absWorkingDir: root,
      tsconfig: join(root, "tsconfig.json"),
      outfile: file("cjs"),
    },
    ...{ metafile: true, write: false, sourcemap: "external", sourcesContent: false, logLevel: "silent" },
  });
  const [map, text] = [".map", ".cjs"].map((ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text);
  const inputs = [relative(root, __filename), "tsconfig.json", ...Object.keys(metafile.inputs)];
  const sources = inputs.map((path) => [path, stateOf(root, path)]);
  keep([
    [file("positions.json"), positionsOf(text, map)],
    [file("cjs"), text],
    [file("json"), JSON.stringify({ code: sha256(text), sources })],
  ]);
  return text;
}

/** Writes each file in one step, so that no other start reads half of it. A folder that cannot be written costs the time of the next start, no more. */
function keep(files) {
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, text);
      renameSync(draft, path);
    }
  } catch {
    return;
  }
}

/** Makes `require` take these entries as one file each. */
function bundleEntries(root, entries) {
  const paths = entries.map((entry) => resolve(root, entry));
  let others;
  const load = (module, filename) => {
    if (paths.includes(filename)) return module._compile(bundleOf(root, filename), filename);
    if (others === undefined) {
      leaveSources();
      require("tsx/cjs");
      others = Module._extensions[".ts"];
      Module._extensions[".ts"] = load;
    }
    return others(module, filename);
  };
  Module._extensions[".ts"] = load;
  nameSources(new Map(paths.map((path) => [path, keptPath(root, path, "positions.json")])));
}

module.exports = { bundleEntries };
