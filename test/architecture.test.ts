import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { sourceFiles } from "./support/source-files";

const root = resolve(__dirname, "..");
const allFiles = sourceFiles(root);
const sources = allFiles.filter((file) => !file.startsWith("test/"));

/** What each folder may import, as in docs/architecture.md. A folder that is not listed here may not exist. */
const allowed: Record<string, readonly string[]> = {
  plan: ["zod", "yaml", "canonicalize", "fastest-levenshtein"],
  trust: ["plan", "zod", "yaml", "canonicalize", "fastest-levenshtein"],
  release: ["plan", "trust", "evidence"],
  evidence: ["release", "plan", "trust", "*"],
  contract: ["plan", "release", "zod"],
  components: ["contract", "release", "plan", "*"],
  situation: ["contract", "release", "evidence", "plan", "trust", "*"],
  policies: ["situation", "contract", "release", "evidence", "plan", "trust", "*"],
  report: ["contract", "release", "plan", "*"],
  cli: ["situation", "plan", "trust", "release", "evidence", "contract", "policies", "report", "*"],
  lab: ["contract", "situation", "trust", "evidence", "release", "plan", "cli", "*"],
  systems: ["*"],
  examples: ["*"],
  "index.ts": [
    "situation",
    "plan",
    "trust",
    "release",
    "evidence",
    "contract",
    "components",
    "policies",
    "report",
    "*",
  ],
};
/** Folders that another folder may read for types only. */
const typesOnly: readonly (readonly [from: string, to: string])[] = [
  ["release", "plan"],
  ["release", "trust"],
  ["release", "evidence"],
];
/** Single files that may look where their folder may not, each with the page that says why. */
const exceptions: readonly (readonly [from: string, to: string, why: string])[] = [
  ["situation/release-of.ts", "components/component-args", "docs/decisions/0004"],
  ["situation/release-of.ts", "components/workload/templates-hash", "docs/decisions/0004"],
];
const isException = ({ from, target }: Import): boolean => exceptions.some(([a, b]) => a === from && b === target);
const bannedNames = ["utils", "util", "helpers", "helper", "common", "misc", "types", "index"];
const entryPoints = ["index.ts", "policies/index.ts", "examples/consumer/index.ts"];

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const folderOf = (file: string): string => file.split("/")[0] ?? file;

function importsOf(file: string): Import[] {
  const tree = ts.createSourceFile(file, readFileSync(resolve(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const target = (node.moduleSpecifier as ts.StringLiteral).text;
      found.push({ from: file, target: resolved(file, target), typeOnly: isTypeOnly(node) });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) {
        found.push({ from: file, target: resolved(file, argument.text), typeOnly: false });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const named = node.importClause?.namedBindings;
  if (node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  return named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

const resolved = (file: string, target: string): string =>
  target.startsWith(".") ? relative(root, resolve(root, dirname(file), target)) : target;
const isOurs = (target: string): boolean => folderOf(target) in allowed;
const packageOf = (target: string): string =>
  target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : (target.split("/")[0] ?? target);
const imports = sources.flatMap(importsOf);

describe("imports", () => {
  it("come only from folders and packages that the table allows", () => {
    const refused = imports
      .filter((one) => !isException(one))
      .filter(({ from, target }) => {
        const table = allowed[folderOf(from)];
        if (table === undefined) return true;
        if (target.startsWith("node:"))
          return folderOf(from) === "release" || folderOf(from) === "plan" ? target !== "node:crypto" : false;
        if (isOurs(target)) return folderOf(target) !== folderOf(from) && !table.includes(folderOf(target));
        return !table.includes("*") && !table.includes(packageOf(target));
      });
    expect(refused.map(({ from, target }) => `${from} imports ${target}`)).toEqual([]);
  });

  it("are types only where the table says so", () => {
    const refused = imports.filter(
      ({ from, target, typeOnly }) =>
        !typeOnly && typesOnly.some(([a, b]) => folderOf(from) === a && folderOf(target) === b),
    );
    expect(refused.map(({ from, target }) => `${from} imports values of ${target}`)).toEqual([]);
  });

  it("never reach from one concern of components into another", () => {
    const concern = (file: string): string | undefined => /^components\/([^/]+)\//.exec(file)?.[1];
    const refused = imports.filter(({ from, target }) => {
      const [a, b] = [concern(from), concern(`${target}/`.replace(/\/+$/, "/x"))];
      return a !== undefined && b !== undefined && a !== b && target.startsWith("components/");
    });
    expect(refused.map(({ from, target }) => `${from} imports ${target}`)).toEqual([]);
  });

  it("of the lab stand in no production file", () => {
    const refused = imports.filter(({ from, target }) => folderOf(target) === "lab" && folderOf(from) !== "lab");
    expect(refused).toEqual([]);
  });
});

describe("names", () => {
  it("of files are kebab-case nouns, never a drawer for anything", () => {
    const refused = allFiles.filter((file) => {
      const name = (file.split("/").pop() ?? "").replace(/\.(test\.)?ts$/, "").replace(/\.config$/, "");
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return true;
      return bannedNames.includes(name) && !entryPoints.includes(file);
    });
    expect(refused).toEqual([]);
  });

  it("of tests mirror the path of what they test", () => {
    const known = new Set(sources.map((file) => file.replace(/\.ts$/, "")));
    // A system holds its plan, which is no source file, and is tested all the same.
    const systems = readdirSync(resolve(root, "systems")).map((system) => `systems/${system}`);
    const folders = new Set([...sources.map((file) => dirname(file)), "systems", ...systems]);
    const orphans = allFiles
      .filter((file) => file.startsWith("test/") && file.endsWith(".test.ts") && !file.startsWith("test/e2e/"))
      .map((file) => file.replace(/^test\//, "").replace(/\.test\.ts$/, ""))
      .filter(
        (file) => file !== "architecture" && !known.has(file) && !folders.has(file) && !folders.has(dirname(file)),
      );
    expect(orphans).toEqual([]);
  });
});

describe("sizes", () => {
  it("keep constructors at 15 lines or fewer", () => {
    const refused = sources.flatMap((file) => {
      const tree = ts.createSourceFile(file, readFileSync(resolve(root, file), "utf8"), ts.ScriptTarget.Latest, true);
      const found: string[] = [];
      const line = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
      const visit = (node: ts.Node): void => {
        if (ts.isConstructorDeclaration(node) && line(node.end) - line(node.getStart()) + 1 > 15) {
          found.push(`${file}:${line(node.getStart()) + 1}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(tree);
      return found;
    });
    expect(refused).toEqual([]);
  });
});
