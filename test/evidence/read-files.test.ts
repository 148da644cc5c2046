import { afterEach, describe, expect, it } from "vitest";
import { keyringOf } from "../../evidence/keyring";
import { readEvidence } from "../../evidence/read-evidence";
import { GateCase } from "../support/evidence/gate-case";
import { issuedAt, now } from "../support/evidence/pieces";
import { junitXml, writeReport } from "../support/evidence/reports";

let one: GateCase;
afterEach(() => {
  one.clean();
});

async function having(...names: readonly string[]): Promise<void> {
  one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => names.includes(name)) });
}

describe("the files that were read", () => {
  it("are in the order of their paths, whichever was read first", async () => {
    await having();
    const path = writeReport(one.root, "aaa/tools.xml", junitXml(45));
    const bound = { system: "shop", source: "4be1d9c" };
    const { artifacts } = one.subject.release;
    const claim = { suite: "tools" };
    const sign = {
      kind: "tests",
      bound,
      artifacts,
      issued: issuedAt,
      claim,
      report: { path, format: "junit" },
    } as const;
    await one.add({ name: "tests", by: "build", sign });
    const set = readEvidence({ root: one.root, from: { folder: "evidence" }, keyring: keyringOf(one.cast.trust), now });
    expect(set.files.map((file) => file.path)).toEqual([path, one.signed.get("tests")?.path]);
  });

  it("are read once and in order, however the claim names them", async () => {
    await having("checklist", "legal");
    const place = { root: one.root, keyring: keyringOf(one.cast.trust), now };
    const { files, findings } = readEvidence({ ...place, from: { folder: "evidence" } });
    const named = [...files, ...files].reverse();
    expect(readEvidence({ ...place, from: { files: named } })).toEqual({ files, findings, problems: [] });
  });

  it("that the claim names and that cannot be read are a problem, with the reason", async () => {
    await having("checklist");
    const place = { root: one.root, keyring: keyringOf(one.cast.trust), now };
    const files = [{ path: "evidence/../x.dsse.json", sha256: "0".repeat(64) }];
    expect(readEvidence({ ...place, from: { files } })).toEqual({
      findings: [{ kind: "invalid", path: "evidence/../x.dsse.json", reason: "leads out of the folder of evidence" }],
      problems: ['evidence "evidence/../x.dsse.json": leads out of the folder of evidence, but the claim names it'],
      files: [],
    });
  });
});
