import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings } from "../../../lab/app/settings";
import { defaultTools, readTools } from "../../../lab/app/tools";

const list = (content: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), "sluice-tools-")), "tools.json");
  writeFileSync(path, content);
  return path;
};

describe("tools", () => {
  it("are 45 different ones by default", () => {
    expect(readTools(undefined)).toBe(defaultTools);
    expect(new Set(defaultTools).size).toBe(45);
  });

  it("come from a count", () => {
    expect(readTools("3")).toEqual(["issue-create", "issue-get", "issue-update"]);
    expect(readTools("46").at(-1)).toBe("tool-46");
  });

  it("come from a JSON list", () => {
    expect(readTools(list('["search", "fetch"]'))).toEqual(["search", "fetch"]);
  });

  it.each([
    ["a count of 0", "0"],
    ["a file that does not exist", "/none/tools.json"],
    ["text that is no JSON", list("search")],
    ["an empty list", list("[]")],
    ["a name twice", list('["a", "a"]')],
    ["a name with a slash", list('["a/b"]')],
  ])("refuse %s", (_, value) => {
    expect(() => readTools(value)).toThrow(/^environment "TOOLS": /);
  });
});

describe("settings", () => {
  it.each([
    ["PORT", "70000"],
    ["DRAIN", "-1"],
    ["LINGER", "soon"],
    ["VERSION", "a\r\nb"],
    ["SERVICE", 'a"b'],
    ["MEMORY_LIMIT_BYTES", "0"],
  ])("refuse %s of %j by name", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(`environment "${name}": `);
  });

  it("keep the linger within half of the drain", () => {
    expect(readSettings({ DRAIN: "1", LINGER: "30" })).toMatchObject({ drainMs: 1000, lingerMs: 500 });
  });
});
