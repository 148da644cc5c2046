import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { officialPrograms, type OfficialSearch, type ToolchainMode } from "../../../lab/toolchain/official-programs";
import { pulumiRelease } from "../../../lab/toolchain/official-release";

// The programs here are scripts that print a version, published by a server of our own with the names of the real
// releases. What this does not prove: that the real place still has those names, which no test can know offline.

let root: string;
let server: Server | undefined;
let requests: string[];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "sluice-official-")));
  requests = [];
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(root, { recursive: true });
});

function install(folder: string, versions: Readonly<Record<string, string>>): string {
  mkdirSync(join(root, folder), { recursive: true });
  for (const [program, version] of Object.entries(versions)) {
    writeFileSync(join(root, folder, program), `#!/bin/sh\necho asked >> ${root}/asked\necho ${version}\n`);
    chmodSync(join(root, folder, program), 0o755);
  }
  return join(root, folder);
}

function search(mode: ToolchainMode, own: Partial<OfficialSearch>): { found: Promise<object>; notes: string[] } {
  const notes: string[] = [];
  const step = { state: () => undefined, skip: (note: string) => notes.push(note) };
  const found = officialPrograms({
    cache: join(root, "cache"),
    mode,
    wanted: ["pulumi", "pulumi-language-nodejs"],
    signal: new AbortController().signal,
    step,
    built: (program) => Promise.resolve(join(root, "built", program)),
    path: "",
    ...own,
  });
  return { found, notes };
}

describe("programs on PATH", () => {
  it("are taken as a pair from one folder", async () => {
    const path = install("opt", { pulumi: "v3.270.0", "pulumi-language-nodejs": "3.270.0" });
    expect(Object.keys(await search("path", { path }).found)).toEqual(["pulumi", "pulumi-language-nodejs"]);
  });

  it.each([
    ["an older Pulumi than is built", { pulumi: "v3.100.0", "pulumi-language-nodejs": "3.100.0" }],
    ["another major version", { pulumi: "v4.0.0", "pulumi-language-nodejs": "4.0.0" }],
    ["a host of another version", { pulumi: "v3.270.0", "pulumi-language-nodejs": "3.260.0" }],
    ["no host beside Pulumi", { pulumi: "v3.270.0" }],
    ["no version", { pulumi: "hello", "pulumi-language-nodejs": "3.270.0" }],
  ])("are refused with %s", async (_what, versions) => {
    const path = install("opt", versions as Record<string, string>);
    await expect(search("path", { path }).found).rejects.toThrow("must be on PATH in an accepted version");
  });

  it("are passed over for a later folder that has an accepted pair", async () => {
    const old = install("old", { pulumi: "v3.1.0" });
    const path = `${old}:${install("opt", { pulumi: "v3.270.0", "pulumi-language-nodejs": "3.270.0" })}`;
    expect(await search("path", { path }).found).toMatchObject({ pulumi: { path: join(root, "opt/pulumi") } });
  });

  it("are asked for their version once, until they change", async () => {
    const path = install("opt", { pulumi: "v3.270.0", "pulumi-language-nodejs": "3.270.0" });
    const asked = (): number => readFileSync(join(root, "asked"), "utf8").split("\n").length - 1;
    await search("path", { path }).found;
    await search("path", { path }).found;
    expect(asked()).toBe(2);
    install("opt", { pulumi: "v3.270.10", "pulumi-language-nodejs": "3.270.10" });
    await search("path", { path }).found;
    expect(asked()).toBe(4);
  });

  it("are not looked for when everything is to be built", async () => {
    const path = install("opt", { pulumi: "v3.270.0", "pulumi-language-nodejs": "3.270.0" });
    expect(await search("build", { path }).found).toEqual({});
  });
});

/** Publishes the release as the official place does, with the given sum or the right one. */
async function publish(sum?: string): Promise<string> {
  const release = pulumiRelease() ?? expect.fail("no release for this system");
  install("release/pulumi", { pulumi: "v1", "pulumi-language-nodejs": "v1" });
  execFileSync("tar", ["-czf", join(root, release.archive), "-C", join(root, "release"), "pulumi"]);
  const content = readFileSync(join(root, release.archive));
  const right = createHash("sha256").update(content).digest("hex");
  server = createServer((request, response) => {
    const name = basename(request.url ?? "");
    requests.push(name);
    if (name === release.archive) response.end(content);
    else if (name.endsWith("checksums.txt"))
      response.end(`${"0".repeat(64)}  other.tar.gz\n${sum ?? right}  ${release.archive}\n`);
    else response.writeHead(404).end();
  });
  return listen(server);
}

async function listen(started: Server): Promise<string> {
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((started.address() as AddressInfo).port)}`;
}

describe("a download", () => {
  it("gives the programs of the archive, once its sum is the published one", async () => {
    const host = await publish();
    const found = (await search("download", { host }).found) as Record<string, { path: string }>;
    expect(Object.values(found).map(({ path }) => existsSync(path))).toEqual([true, true]);
    await search("download", { host }).found;
    expect(requests).toHaveLength(2);
  });

  it.each([
    ["another sum", "f".repeat(64), /must have the SHA-256 sum f{64}, got [0-9a-f]{64}$/],
    ["something that is no sum", "abc", /names no sum of the archive$/],
  ])("is refused with %s, and nothing of it stays", async (_what, sum, reason) => {
    const host = await publish(sum);
    await expect(search("download", { host }).found).rejects.toThrow(reason);
    const { found, notes } = search("auto", { host });
    expect(await found).toEqual({});
    expect(notes[0]).toMatch(/so they are built$/);
    expect(existsSync(join(root, "cache/toolchain"))).toBe(true);
    expect(execFileSync("ls", [join(root, "cache/toolchain")], { encoding: "utf8" })).toBe("");
  });

  it("of a release that is not there means building", async () => {
    server = createServer((_request, response) => response.writeHead(404).end());
    const { found, notes } = search("auto", { host: await listen(server) });
    expect(await found).toEqual({});
    expect(notes[0]).toContain("answered 404");
  });

  it("from a place that accepts but never answers is given up after 5 s", async () => {
    server = createServer(() => undefined);
    const host = await listen(server);
    const started = performance.now();
    expect(await search("auto", { host }).found).toEqual({});
    expect((performance.now() - started) / 1000).toBeCloseTo(5, 0);
  });

  it("without a network means building, with the reason", async () => {
    const { found, notes } = search("auto", { host: "http://127.0.0.1:9" });
    expect(await found).toEqual({});
    expect(notes[0]).toMatch(/^cannot be downloaded \(.+\), so they are built$/);
  });

  it("is not tried when the programs are built already", async () => {
    const host = await publish();
    install("built", { pulumi: "v1", "pulumi-language-nodejs": "v1" });
    expect(await search("auto", { host }).found).toEqual({});
    expect(requests).toEqual([]);
  });
});
