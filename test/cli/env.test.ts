import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder, toolchainRecordFile } from "../../cli/cache-folder";
import { environmentVariables, renderEnvironment } from "../../cli/env";

const launcher = resolve(__dirname, "../../cli/sluice.js");
const projectFolder = resolve(__dirname, "../..");
let cache: string;

beforeEach(() => {
  cache = realpathSync(mkdtempSync(join(tmpdir(), "sluice-env-")));
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

function makeReady(root: string): string {
  const folder = join(root, "bin");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pulumi"), "");
  const record = toolchainRecordFile(root, projectFolder);
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(
    record,
    JSON.stringify({ schema: 1, folder, programs: { pulumi: join(folder, "pulumi") }, crds: join(root, "crds") }),
  );
  return folder;
}

describe("the variables", () => {
  it("put the project's own programs before those of the machine, once", () => {
    const folder = makeReady(cache);
    const path = `/usr/bin:${folder}:/bin`;
    expect(environmentVariables({ projectFolder, cache, environment: { PATH: path } })).toEqual({
      PATH: `${projectFolder}/node_modules/.bin:${folder}:/usr/bin:/bin`,
      PULUMI_BACKEND_URL: `file://${projectFolder}/.lab/state`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
  });

  it("keep a backend that was chosen already", () => {
    makeReady(cache);
    const environment = { PATH: "/bin", PULUMI_BACKEND_URL: "s3://state" };
    expect(environmentVariables({ projectFolder, cache, environment })).toMatchObject({
      PULUMI_BACKEND_URL: "s3://state",
    });
  });

  it("are missing, with the command to run, when nothing was built", () => {
    expect(environmentVariables({ projectFolder, cache, environment: {} })).toEqual({
      missing: 'toolchain "pulumi": is not built yet in this checkout; run: npm run lab -- build',
    });
  });

  it("are missing when a recorded program has been removed", () => {
    rmSync(join(makeReady(cache), "pulumi"));
    expect(environmentVariables({ projectFolder, cache, environment: {} })).toHaveProperty("missing");
  });
});

describe("rendering", () => {
  const tricky = { NAME: `it's a "test" \\ $HOME` };

  it("survives a POSIX shell unchanged", () => {
    const text = execFileSync("sh", ["-c", `${renderEnvironment(tricky, "sh")}; printf %s "$NAME"`], {
      encoding: "utf8",
    });
    expect(text).toBe(tricky.NAME);
  });

  it.each([
    ["quotes for fish", "fish", `set -gx NAME 'it\\'s a "test" \\\\ $HOME'`],
    ["quotes for PowerShell", "powershell", `$env:NAME = 'it''s a "test" \\ $HOME'`],
    ["prints an object for programs", "json", `{\n  "NAME": "it's a \\"test\\" \\\\ $HOME"\n}`],
  ] as const)("%s", (_title, shell, expected) => {
    expect(renderEnvironment(tricky, shell)).toBe(expected);
  });
});

describe("the command", () => {
  const run = (words: readonly string[]) =>
    spawnSync(process.execPath, [launcher, ...words], {
      encoding: "utf8",
      env: { ...process.env, XDG_CACHE_HOME: cache, PULUMI_BACKEND_URL: `file://${cache}/state` },
    });

  it("prints exports that a shell can evaluate and makes the backend's folder", () => {
    const folder = makeReady(cacheFolder({ XDG_CACHE_HOME: cache }));
    const { stdout, status } = run(["env"]);
    expect(status).toBe(0);
    const script = `eval "$1"; test -d "${cache}/state" && command -v pulumi >/dev/null; echo "$PATH"`;
    const path = execFileSync("sh", ["-c", script, "sh", stdout], { encoding: "utf8" });
    expect(path.split(":").slice(0, 2)).toEqual([`${projectFolder}/node_modules/.bin`, folder]);
  });

  it("prints JSON with --json as with --shell json", () => {
    makeReady(cacheFolder({ XDG_CACHE_HOME: cache }));
    const asJson = run(["env", "--json"]).stdout;
    expect(JSON.parse(asJson)).toHaveProperty("PULUMI_SKIP_UPDATE_CHECK", "true");
    expect(run(["env", "--shell", "json"]).stdout).toBe(asJson);
  });

  it("fails with one line that names the command to run when nothing was built", () => {
    const { stdout, stderr, status } = run(["env"]);
    expect({ stdout, stderr, status }).toEqual({
      stdout: "",
      stderr: 'sluice: toolchain "pulumi": is not built yet in this checkout; run: npm run lab -- build\n',
      status: 1,
    });
  });

  it("refuses a shell it does not know and names those it does", () => {
    const { stderr, status } = run(["env", "--shell", "csh"]);
    expect(status).toBe(1);
    expect(stderr).toContain("sh, fish, powershell, json");
  });
});
