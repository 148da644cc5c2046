import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EvidenceSet } from "../../evidence/evidence";
import { keyringOf } from "../../evidence/keyring";
import { readEvidence, type EvidencePlace } from "../../evidence/read-evidence";
import { GateCase } from "../support/evidence/gate-case";
import { now } from "../support/evidence/pieces";

let one: GateCase;
beforeEach(async () => {
  one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => ["checklist", "tests-tools"].includes(name)) });
});
afterEach(() => {
  one.clean();
});

const read = (change: Partial<EvidencePlace> = {}): EvidenceSet =>
  readEvidence({ root: one.root, from: { folder: "evidence" }, keyring: keyringOf(one.cast.trust), now, ...change });
const said = (set: EvidenceSet): readonly string[] =>
  set.findings.map((finding) => (finding.kind === "invalid" ? `${finding.path}: ${finding.reason}` : finding.kind));

describe("reading evidence", () => {
  it("finds every envelope below the folder, and lists every file it read with its digest", () => {
    const set = read();
    expect(said(set)).toEqual(["present", "present"]);
    expect(set.problems).toEqual([]);
    expect(set.files.map(({ path }) => path)).toEqual([
      one.signed.get("checklist")?.path,
      one.signed.get("tests-tools")?.path,
      "reports/tools.xml",
    ]);
    expect(set.files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  it("finds nothing in a folder that is not there, and says of nothing that it is wrong", () => {
    expect(read({ from: { folder: "none" } })).toEqual({ findings: [], problems: [], files: [] });
  });

  it.each([
    ["that is empty", "", "is not valid JSON"],
    ["that is no envelope", "{}", 'payloadType: Invalid input: expected "application/vnd.in-toto+json"'],
    ["of more than a mebibyte", " ".repeat(1_048_577), "must be at most 1048576 bytes, got 1048577"],
  ])("shows a file %s as invalid, beside those that are good", (_, text, reason) => {
    writeFileSync(join(one.root, "evidence/a.dsse.json"), text);
    expect(said(read())).toEqual([`evidence/a.dsse.json: ${reason}`, "present", "present"]);
  });

  it("refuses a linked envelope that leads out, and does not enter a linked folder", () => {
    const outside = join(one.root, "../outside.dsse.json");
    copyFileSync(one.fileOf("checklist"), outside);
    symlinkSync(outside, join(one.root, "evidence/z.dsse.json"));
    symlinkSync(dirname(outside), join(one.root, "evidence/folder"));
    expect(said(read())).toEqual([
      "present",
      "present",
      "evidence/z.dsse.json: is a link out of the folder of evidence",
    ]);
    rmSync(outside);
  });

  it("uses nothing of a folder that is itself a link, or that nests too deep", () => {
    symlinkSync(join(one.root, "evidence"), join(one.root, "linked"));
    expect(read({ from: { folder: "linked" } })).toMatchObject({
      findings: [],
      problems: ['evidence: "linked" is a link'],
    });
    mkdirSync(join(one.root, "evidence/1/2/3/4/5/6/7"), { recursive: true });
    expect(read().problems).toEqual(['evidence: "evidence/1/2/3/4/5/6/7" nests deeper than 6 folders']);
    expect(one.judge("checklist")).toMatchObject({
      status: "unknown",
      reason: 'evidence: "evidence/1/2/3/4/5/6/7" nests deeper than 6 folders',
    });
  });

  it("says which report is missing, changed, too large or of another format", () => {
    const report = join(one.root, "reports/tools.xml");
    const path = one.signed.get("tests-tools")?.path ?? "";
    const bytes = readFileSync(report);
    const reasons = [undefined, Buffer.concat([bytes, Buffer.from("\n")]), Buffer.alloc(17 * 1024 * 1024)].map(
      (content) => {
        rmSync(report, { force: true });
        if (content !== undefined) writeFileSync(report, content);
        return said(read())[1];
      },
    );
    expect(reasons).toEqual([
      `${path}: report "reports/tools.xml": is absent`,
      `${path}: report "reports/tools.xml": is not the report that was signed, its digest differs`,
      `${path}: report "reports/tools.xml": must be at most 16777216 bytes, got 17825792`,
    ]);
  });
});

describe("reading what another judge has read", () => {
  it("finds the same when nothing changed", () => {
    const { files, findings } = read();
    expect(read({ from: { files } }).findings).toEqual(findings);
  });

  it.each([
    [
      "a changed file",
      (path: string) => writeFileSync(path, readFileSync(path, "utf8").replace("{", "{ ")),
      /^evidence ".*": is not the file that the claim names, its digest differs$/,
    ],
    ["a removed file", (path: string) => rmSync(path), /^evidence ".*": is absent, but the claim names it$/],
  ])("makes the whole set unusable for %s, so that no gate passes on the rest", (_, change, problem) => {
    const { files } = read();
    change(one.fileOf("checklist"));
    expect(read({ from: { files } }).problems).toEqual([expect.stringMatching(problem)]);
  });

  it("does not read a report that the claim does not name", () => {
    const files = read().files.filter(({ path }) => path.endsWith(".dsse.json"));
    expect(read({ from: { files } }).problems).toEqual([
      'evidence "reports/tools.xml": is not the file that the claim names, its digest differs',
    ]);
  });
});
