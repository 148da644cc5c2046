import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const repository = resolve(__dirname, "../..");
const loader = join(repository, "cli/bundled-entries.js");
let root: string;

/** A project of two files of its own, with the packages of this one and nothing kept yet. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sluice-bundle-"));
  mkdirSync(join(root, "node_modules"));
  symlinkSync(join(repository, "node_modules/yaml"), join(root, "node_modules/yaml"));
  cpSync(join(repository, "tsconfig.json"), join(root, "tsconfig.json"));
  write("part.ts", `export const part = (): string => "first";`);
  write(
    "entry.ts",
    `import { stringify } from "yaml";\nimport { part } from "./part";\nexport = { said: stringify(part()).trim(), at: __dirname };`,
  );
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const write = (file: string, text: string): void => {
  writeFileSync(join(root, file), text);
};
const keptFile = (ending: string): string => {
  const [copy = ""] = readdirSync(join(root, "node_modules/.cache/sluice"));
  return join(root, "node_modules/.cache/sluice", copy, `entry.ts.${ending}`);
};
const script = `
  require(${JSON.stringify(loader)}).bundleEntries(process.argv[1], ["entry.ts"]);
  const { said, at } = require(process.argv[1] + "/entry");
  const files = Object.keys(require.cache);
  console.log(JSON.stringify([said, at, files.some((file) => file.endsWith("part.ts"))]));`;
const start = (): unknown => JSON.parse(execFileSync(process.execPath, ["-e", script, root], { encoding: "utf8" }));

it("takes an entry and its sources as one file, in the folder where the entry is", () => {
  expect(start()).toEqual(["first", root, false]);
  expect(existsSync(keptFile("cjs"))).toBe(true);
  expect(start()).toEqual(["first", root, false]);
});

it("sees a change of a source at the next start", () => {
  start();
  write("part.ts", `export const part = (): string => "second";`);
  expect(start()).toEqual(["second", root, false]);
});

it("sees a change of a package at the next start", () => {
  write("node_modules/named.js", `exports.name = "old";`);
  write("part.ts", `import { name } from "named";\nexport const part = (): string => name;`);
  expect(start()).toEqual(["old", root, false]);
  write("node_modules/named.js", `exports.name = "newer";`);
  expect(start()).toEqual(["newer", root, false]);
});

it.each([
  ["code that is not what was kept", "cjs", "module.exports = { said: 'foreign' };"],
  ["a list that is cut short", "json", '{"code":'],
])("makes the file anew in place of %s", (_, ending, text) => {
  start();
  writeFileSync(keptFile(ending), text);
  expect(start()).toEqual(["first", root, false]);
});

it("starts without a place to keep anything", () => {
  writeFileSync(join(root, "node_modules/.cache"), "a file where the folder would be");
  expect(start()).toEqual(["first", root, false]);
});

it("names source and line where something goes wrong", () => {
  write("part.ts", `export const part = (): string => {\n  throw new Error("wrong");\n};`);
  const { stderr, status } = spawnSync(process.execPath, ["-e", script, root], { encoding: "utf8" });
  expect(status).not.toBe(0);
  expect(stderr).toContain("Error: wrong\n    at part");
  expect(stderr).toContain(`${join(root, "part.ts")}:2:3)`);
});

it("leaves every other file to tsx", () => {
  write("other.ts", `import { part } from "./part";\nconsole.log(JSON.stringify(part() satisfies string));`);
  const other = `require(${JSON.stringify(loader)}).bundleEntries(process.argv[1], ["entry.ts"]); require(process.argv[1] + "/other.ts");
    console.log(JSON.stringify(require(process.argv[1] + "/entry").said));`;
  const printed = execFileSync(process.execPath, ["-e", other, root], { encoding: "utf8" });
  expect(printed.trim().split("\n")).toEqual(['"first"', '"first"']);
});
