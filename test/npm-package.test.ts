import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPack } from "./support/policy-pack";

/*
 * The package as npm makes it, laid where npm would put it. The packages that it depends on are links to this repository's, so that nothing is
 * fetched: that a registry has them is what `npm install` of the repository shows.
 */
const root = resolve(__dirname, "..");
let base: string;
let installed: string;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "sluice-package-"));
  const made = execFileSync("npm", ["pack", "--json", "--pack-destination", base], { cwd: root, encoding: "utf8" });
  const [{ filename = "" } = {}] = JSON.parse(made) as { filename?: string }[];
  installed = join(base, "node_modules/@sluice/sluice");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(base, filename), "--strip-components=1", "-C", installed]);
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name.startsWith(".")) continue;
    const names = name.startsWith("@")
      ? readdirSync(join(root, "node_modules", name)).map((one) => `${name}/${one}`)
      : [name];
    for (const one of names) {
      mkdirSync(dirname(join(base, "node_modules", one)), { recursive: true });
      symlinkSync(join(root, "node_modules", one), join(base, "node_modules", one));
    }
  }
}, 120_000);
afterAll(() => rmSync(base, { recursive: true }));

describe("the npm package", () => {
  it("has what runs, and nothing of the laboratory or the tests", () => {
    const top = readdirSync(installed).sort();
    expect(top).toEqual(expect.arrayContaining(["LICENSE", "README.md", "index.ts", "policies", "tsconfig.json"]));
    expect(top.filter((name) => ["lab", "test", "systems", ".github", "docs"].includes(name))).toEqual([]);
  });

  it("is a policy pack that refuses what stands outside of a release", async () => {
    const pack = await startPack({ KUBECONFIG: "/nonexistent" }, join(installed, "policies/pack.js"));
    const deployment = { type: "kubernetes:apps/v1:Deployment", name: "stray", props: { metadata: { name: "stray" } } };
    const said = await pack.analyze(deployment);
    pack.stop();
    expect(
      said
        .filter(({ level }) => level === 1)
        .map(({ message }) => message)
        .join("\n"),
    ).toContain("Release");
  });

  it("is a command line", () => {
    const help = execFileSync(process.execPath, [join(installed, "cli/sluice.js"), "--help"], { encoding: "utf8" });
    expect(help).toContain("explain");
  });

  it("is the program that a Pulumi.yaml may name as its main", () => {
    const load = `console.log(typeof require(${JSON.stringify(installed)}))`;
    const words = ["--require", join(installed, "cli/preload.js"), "-e", load];
    expect(execFileSync(process.execPath, words, { cwd: base, encoding: "utf8" })).toContain("function");
  });
});
