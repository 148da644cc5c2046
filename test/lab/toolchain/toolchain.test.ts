import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { readToolchainRecord } from "../../../cli/toolchain-record";
import { programNames, releasePrograms } from "../../../lab/toolchain/program-name";
import { askProviderVersion } from "../../../lab/toolchain/provider-version";
import { placeProgram, toolFolder } from "../../../lab/toolchain/tool-folder";
import { ensureToolchain, type Toolchain } from "../../../lab/toolchain/toolchain";

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await ensureToolchain(releasePrograms, () => undefined, { mode: "build" });
});

describe("the toolchain", () => {
  it("stands in one folder with nothing else", () => {
    expect(readdirSync(toolchain.folder).sort()).toEqual([...releasePrograms].sort());
    expect(
      Object.values(toolchain.programs)
        .map((path) => basename(path))
        .sort(),
    ).toEqual([...programNames].sort());
  });

  it("is ready within 300 ms when everything is built", async () => {
    const times: number[] = [];
    for (let run = 0; run < 10; run += 1) {
      const started = performance.now();
      await ensureToolchain(releasePrograms, () => undefined, { mode: "build" });
      times.push(performance.now() - started);
    }
    const slowest = Math.max(...times);
    console.log(`warm: slowest of 10 took ${slowest.toFixed(0)} ms`);
    expect(slowest).toBeLessThan(300);
  });

  it("holds a provider that reports the version which docs/decisions/0001 gives it", async () => {
    const version = await askProviderVersion(toolchain.programs["pulumi-resource-kubernetes"]);
    expect(version).toBe("4.24.1-alpha.20260115+f47bc2d");
    const page = readFileSync(join(__dirname, "../../../docs/decisions/0001-kubernetes-provider-version.md"), "utf8");
    expect(page).toContain(version);
  });

  it("brings the CRDs of every project, and nothing but CRDs", () => {
    const documents = readdirSync(toolchain.crds).flatMap((file) =>
      parseAllDocuments(readFileSync(join(toolchain.crds, file), "utf8")).map(
        (document) => document.toJS() as { kind: string; spec: { group: string } } | null,
      ),
    );
    const crds = documents.filter((document) => document !== null);
    expect(new Set(crds.map(({ kind }) => kind))).toEqual(new Set(["CustomResourceDefinition"]));
    expect([...new Set(crds.map(({ spec }) => spec.group))].sort()).toEqual([
      "acme.cert-manager.io",
      "argoproj.io",
      "cert-manager.io",
      "gateway.networking.k8s.io",
      "monitoring.coreos.com",
      "traefik.io",
    ]);
  });
});

describe("a folder of programs", () => {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), "sluice-tools-"));
  });
  afterEach(() => {
    rmSync(cache, { recursive: true });
  });

  it("takes no space of its own: its programs are hard links where the file system has them", async () => {
    const source = toolchain.programs.pulumi;
    const elsewhere = await placeProgram(join(toolchain.folder, "../test-links"), "pulumi", source);
    expect(statSync(elsewhere).ino).toBe(statSync(source).ino);
    rmSync(join(toolchain.folder, "../test-links"), { recursive: true });
  });

  it("has another name when a program has another identity", () => {
    const file = { path: "/opt/pulumi", identity: "1" };
    const one = toolFolder(cache, { pulumi: file });
    expect(toolFolder(cache, { pulumi: { ...file } })).toBe(one);
    expect(toolFolder(cache, { pulumi: { ...file, identity: "2" } })).not.toBe(one);
  });

  it("is told to sluice env for this checkout alone", async () => {
    const projectFolder = mkdtempSync(join(cache, "checkout-"));
    const place = { projectFolder, mode: "build" } as const;
    const made = await ensureToolchain(["pulumi", "pulumi-language-nodejs"], () => undefined, place);
    const record = readToolchainRecord(join(made.folder, "../.."), projectFolder);
    expect(record).toMatchObject({ folder: made.folder, crds: made.crds });
    expect(Object.keys(record?.programs ?? {})).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });
});
