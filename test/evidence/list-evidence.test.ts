import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listEvidence, maximumEnvelopes } from "../../evidence/list-evidence";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sluice-list-"));
  mkdirSync(join(root, "evidence"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const put = (...paths: readonly string[]): void => {
  for (const path of paths) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), "");
  }
};

describe("a list of evidence", () => {
  it("holds every envelope below the folder, sorted, and nothing else", () => {
    put("evidence/b.dsse.json", "evidence/a/z.dsse.json", "evidence/.dsse.json.old", "evidence/journal.jsonl");
    put("evidence/a.dsse.json", "elsewhere/c.dsse.json", "evidence/report.json");
    expect(listEvidence(root, "evidence")).toEqual({
      kind: "present",
      value: ["evidence/a.dsse.json", "evidence/a/z.dsse.json", "evidence/b.dsse.json"],
    });
  });

  it.each([
    ["that is not there", "none"],
    ["below a file", "evidence/a.dsse.json/folder"],
  ])("says that a folder %s is absent", (_, folder) => {
    put("evidence/a.dsse.json");
    expect(listEvidence(root, folder)).toEqual({ kind: "absent" });
  });

  it("holds linked envelopes, which are refused when they are read, and enters no linked folder", () => {
    put("elsewhere/c.dsse.json");
    symlinkSync(join(root, "elsewhere/c.dsse.json"), join(root, "evidence/c.dsse.json"));
    symlinkSync(join(root, "elsewhere"), join(root, "evidence/linked"));
    expect(listEvidence(root, "evidence")).toEqual({ kind: "present", value: ["evidence/c.dsse.json"] });
    expect(listEvidence(root, "evidence/linked")).toEqual({ kind: "invalid", reason: '"evidence/linked" is a link' });
  });

  it("knows its folder also where the root is behind a link", () => {
    put("evidence/a.dsse.json");
    symlinkSync(root, `${root}-link`);
    expect(listEvidence(`${root}-link`, "evidence")).toEqual({ kind: "present", value: ["evidence/a.dsse.json"] });
    rmSync(`${root}-link`);
  });

  it("nests six folders deep and no deeper", () => {
    put("evidence/1/2/3/4/5/6/a.dsse.json");
    expect(listEvidence(root, "evidence")).toEqual({ kind: "present", value: ["evidence/1/2/3/4/5/6/a.dsse.json"] });
    put("evidence/1/2/3/4/5/6/7/a.dsse.json");
    expect(listEvidence(root, "evidence")).toEqual({
      kind: "invalid",
      reason: '"evidence/1/2/3/4/5/6/7" nests deeper than 6 folders',
    });
  });

  it("says why a folder could not be read", () => {
    expect(listEvidence(root, `evidence/${"a".repeat(300)}`)).toEqual({
      kind: "invalid",
      reason: `"evidence/${"a".repeat(300)}" could not be read (ENAMETOOLONG)`,
    });
  });

  it("holds as many envelopes as it may, also in many folders, and not one more", () => {
    put("evidence/a/1.dsse.json", "evidence/a/2.dsse.json", "evidence/b/3.dsse.json", "evidence/b/report.json");
    const whole = listEvidence(root, "evidence", 3);
    expect(whole.kind === "present" ? whole.value.length : whole).toBe(3);
    put("evidence/b/4.dsse.json");
    expect(listEvidence(root, "evidence", 3)).toEqual({
      kind: "invalid",
      reason: '"evidence/b" holds more than 3 envelopes',
    });
    expect(maximumEnvelopes).toBe(5000);
  });
});
