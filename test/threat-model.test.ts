import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(__dirname, "..");
const pages = ["docs/threat-model.md", "docs/reference/engine-commands.md"];
const proof = /`(test\/[\w/.-]+\.test\.ts)`: "([^"]+)"/g;

describe.each(pages)("%s", (page) => {
  const text = readFileSync(resolve(root, page), "utf8");
  const proofs = [...text.matchAll(proof)].map(([, file = "", title = ""]) => ({ file, title }));

  it("names, for each claim, a test that exists", () => {
    const missing = proofs.filter(({ file, title }) => {
      return !existsSync(resolve(root, file)) || !readFileSync(resolve(root, file), "utf8").includes(title);
    });
    expect(missing).toEqual([]);
    expect(proofs.length).toBeGreaterThan(8);
  });

  it("leaves no row of its tables without one", () => {
    const tables = text.split(/\n\n+/).filter((block) => /^\|.*(proven by).*\|/.test(block));
    const rows = tables.flatMap((block) => block.split("\n").slice(2));
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => [...row.matchAll(proof)].length === 0)).toEqual([]);
  });
});
