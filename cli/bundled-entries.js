// Program and pack are some two hundred small files each. One by one through tsx they cost two thirds of the processor time of a start, so each
// is kept as one file, made anew as soon as a source of it differs. Whatever else is TypeScript still goes through tsx, loaded when it is needed.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, relative, resolve } = require("node:path");

const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/** The JavaScript of an entry with all of our sources that it needs; packages stay outside. `root` is where sources and tsconfig.json are. */
function bundleOf(root, entry) {
  const folder = join(root, "node_modules", ".cache", "sluice");
  const name = relative(root, entry).replaceAll(/[\\/]/g, "-");
  return kept(root, folder, name) ?? made(root, folder, name, entry);
}

/** What was kept, if every source is still the same; undefined otherwise, whatever the reason. */
function kept(root, folder, name) {
  try {
    const { code, sources } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
    if (sources.some(([path, hash]) => sha256(readFileSync(join(root, path))) !== hash)) return undefined;
    const text = readFileSync(join(folder, `${name}.cjs`), "utf8");
    return sha256(text) === code ? text : undefined;
  } catch {
    return undefined;
  }
}

function made(root, folder, name, entry) {
  const { buildSync } = require(require.resolve("esbuild", { paths: [require.resolve("tsx/cjs")] }));
  const options = { bundle: true, platform: "node", packages: "external", format: "cjs", target: "node20" };
  const { outputFiles, metafile } = buildSync({
    ...options,
    ...{
      entryPoints: [entry],
      absWorkingDir: root,
      tsconfig: join(root, "tsconfig.json"),
      outfile: join(folder, `${name}.cjs`),
    },
    ...{ metafile: true, write: false, sourcemap: "external", logLevel: "silent" },
  });
  const output = (isMap) => outputFiles.find(({ path }) => path.endsWith(".map") === isMap).text;
  const file = (ending) => join(folder, `${name}.${ending}`);
  // Relative, since Node.js looks for a map in a file by no other address.
  const map = encodeURI(relative(dirname(entry), file("map")));
  const text = `${output(false)}\n//# sourceMappingURL=${map}\n`;
  const sources = ["tsconfig.json", ...Object.keys(metafile.inputs)].map((path) => [
    path,
    sha256(readFileSync(join(root, path))),
  ]);
  keep(folder, [
    [file("map"), output(true)],
    [file("cjs"), text],
    [file("json"), JSON.stringify({ code: sha256(text), sources })],
  ]);
  return text;
}

/** Writes each file in one step, so that no other start reads half of it. A folder that cannot be written costs the time of the next start, no more. */
function keep(folder, files) {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [path, text] of files) {
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
      require("tsx/cjs");
      others = Module._extensions[".ts"];
      Module._extensions[".ts"] = load;
    }
    return others(module, filename);
  };
  Module._extensions[".ts"] = load;
  process.setSourceMapsEnabled(true);
}

module.exports = { bundleEntries };
