import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { finished, until } from "../../support/engine-project";

// The smallest program stands for all: it is built for real, by the real Go, into an empty cache folder. Go's own
// caches are those of the machine, so what this does not prove is a build without them.

const program = "pulumi-language-nodejs";
const script = resolve(__dirname, "../../support/toolchain-run.ts");
const tsx = resolve(__dirname, "../../../node_modules/tsx/dist/cli.mjs");
let cache: string;
const folder = (): string => join(cache, "sluice/toolchain");
const names = (pattern: RegExp): readonly string[] =>
  existsSync(folder()) ? readdirSync(folder()).filter((name) => pattern.test(name)) : [];

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "sluice-toolchain-"));
});
afterEach(() => {
  rmSync(cache, { recursive: true, force: true });
});

// Go's own cache follows XDG_CACHE_HOME; with an empty one each build would take minutes.
const GOCACHE = execFileSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).trim();

function start(environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = { ...process.env, SLUICE_TOOLCHAIN: "build", XDG_CACHE_HOME: cache, GOCACHE, ...environment };
  return spawn(process.execPath, [tsx, script, program], { env, detached: true });
}

function fakeGo(body: string): { readonly PATH: string } {
  const bin = join(cache, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "go"), `#!/bin/sh\n${body}\n`);
  chmodSync(join(bin, "go"), 0o755);
  return { PATH: `${bin}:/usr/bin:/bin` };
}

const answers = `if [ "$1" = env ]; then echo '{"GOVERSION":"go1.26.8","GOOS":"linux","GOARCH":"amd64"}'; exit 0; fi`;

describe("a build", () => {
  it("is made once by two runs at once, and both get it", async () => {
    const results = await Promise.all([finished(start()), finished(start())]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    const builders = results.filter(({ output }) => output.includes(`${program}: building`));
    expect(builders).toHaveLength(1);
    const [first, second] = results.map(({ output }) => output.trim().split("\n").at(-1));
    expect(first).toBe(second);
    expect(existsSync(join(first ?? "", program))).toBe(true);
    expect(names(/partial|\.lock$/)).toEqual([]);
  });

  it("is not made again by a later run, which prints nothing but the folder", async () => {
    await finished(start());
    const { code, output } = await finished(start());
    expect([code, output.trim().split("\n").length]).toEqual([0, 1]);
  });

  it("that was killed hard counts for nothing: the next run takes over its lock and completes", async () => {
    const killed = start();
    await until(() => names(/partial/).length === 1, 60, "the build has begun");
    process.kill(-(killed.pid ?? expect.fail()), "SIGKILL");
    await finished(killed);
    expect(names(/\.lock$/)).toHaveLength(1);
    const { code, output } = await finished(start());
    expect(code, output).toBe(0);
    expect(output).toContain("waiting for another run");
    expect(names(/partial|\.lock$/)).toEqual([]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "that gets %s stops Go, frees the lock and says so in a line",
    async (signal) => {
      const { PATH } = fakeGo(`${answers}\necho $$ > ${cache}/go.pid\nsleep 600 & wait`);
      const stopped = start({ PATH });
      const result = finished(stopped);
      await until(() => existsSync(join(cache, "go.pid")), 30, "go runs");
      process.kill(stopped.pid ?? expect.fail(), signal);
      expect(await result).toEqual({
        code: 130,
        output: expect.stringContaining("toolchain: stopped before it was complete") as string,
      });
      await sleep(100);
      expect(names(/partial|\.lock$/)).toEqual([]);
      const pid = readFileSync(join(cache, "go.pid"), "utf8").trim();
      expect(existsSync(`/proc/${pid}`)).toBe(false);
    },
  );
});

describe("a problem is told in one line", () => {
  const failure = async (environment: NodeJS.ProcessEnv): Promise<string> => {
    const { code, output } = await finished(start(environment));
    expect(code, output).toBe(1);
    return output.trim().split("\n").at(-1) ?? "";
  };

  it("when Go is missing", async () => {
    const bin = join(cache, "bin");
    mkdirSync(bin);
    symlinkSync("/bin/sh", join(bin, "sh"));
    expect(await failure({ PATH: bin })).toBe(
      "go: Go 1.26 or newer must be on PATH, got none; install it from https://go.dev/dl/, then run the same command again",
    );
  });

  it("when Go is too old", async () => {
    const old = fakeGo(`echo '{"GOVERSION":"go1.22.12","GOOS":"linux","GOARCH":"amd64"}'`);
    expect(await failure(old)).toMatch(/^go: must be Go 1\.26 or newer, got go1\.22\.12; install it from/);
  });

  it("when the disk is full", async () => {
    const full = fakeGo(`${answers}\necho 'link: write: no space left on device' >&2; exit 1`);
    expect(await failure(full)).toMatch(
      /^build of "pulumi-language-nodejs": the disk is full .*no space left on device$/,
    );
  });

  it("when the module proxy cannot be reached", async () => {
    // Port 9 is discard: nothing listens there.
    const modules = { GOMODCACHE: join(cache, "modules"), GOPROXY: "http://127.0.0.1:9", GOFLAGS: "" };
    expect(await failure(modules)).toMatch(
      /^build of "pulumi-language-nodejs": the Go module proxy cannot be reached; /,
    );
  });

  it("when SLUICE_TOOLCHAIN has no such mode", async () => {
    expect(await failure({ SLUICE_TOOLCHAIN: "guess" })).toBe(
      'variable "SLUICE_TOOLCHAIN": must be one of auto, build, path, download, got guess',
    );
  });

  it("when official programs must be on PATH and are not", async () => {
    expect(await failure({ SLUICE_TOOLCHAIN: "path" })).toMatch(
      /^official "pulumi" and "pulumi-language-nodejs": must be on PATH in an accepted version, got none/,
    );
  });
});
