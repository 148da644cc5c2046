import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { engineLocks, type Machine } from "../../../cli/recover/engine-lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-lock-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const place = (backend = `file://${folder}`) => ({ backend, project: "shop", stack: "production" });
const machine = (program: string | undefined): Machine => ({ host: "here", program: () => program });
const lock = { pid: 42, username: "ada", hostname: "here", timestamp: "2026-11-21T10:00:00Z" };

/** Writes a lock as Pulumi does: a file of its own in the folder of the stack. */
function written(text: string, path = "organization/shop/production"): void {
  mkdirSync(join(folder, ".pulumi/locks", path), { recursive: true });
  writeFileSync(join(folder, ".pulumi/locks", path, "8e3f.json"), text);
}
const lives = (program: string | undefined) => engineLocks(place(), machine(program))?.map(({ life }) => life);

describe("a lock on a stack in files", () => {
  it("is absent where there is none", () => {
    expect(lives("pulumi")).toEqual([]);
  });

  it.each([
    ["alive while its engine runs", "pulumi", "alive"],
    ["taken for alive when a process runs whose name nobody may read", "", "alive"],
    ["dead when no such process runs", undefined, "dead"],
    ["unknown when another program has its number", "postgres", "unknown"],
  ])("is %s", (_what, program, life) => {
    written(JSON.stringify(lock));
    expect(lives(program)).toEqual([life]);
  });

  it.each([
    ["of another machine", JSON.stringify({ ...lock, hostname: "elsewhere" })],
    ["that is no JSON", "{"],
    ["without a process", JSON.stringify({ username: "ada" })],
  ])("%s is unknown, whatever runs here", (_what, text) => {
    written(text);
    expect(lives(undefined)).toEqual(["unknown"]);
  });

  it("names who made it, when and where", () => {
    written(JSON.stringify(lock));
    expect(engineLocks(place(), machine(undefined))?.[0]?.holder).toBe(
      "pid 42 of ada on here since 2026-11-21T10:00:00Z",
    );
  });

  it("is found in the older layout without projects, and never in that of another stack", () => {
    written(JSON.stringify(lock), "production");
    written(JSON.stringify(lock), "organization/shop/staging");
    expect(lives(undefined)).toEqual(["dead"]);
  });

  it("is found with what a backend's address may carry", () => {
    written(JSON.stringify(lock));
    expect(engineLocks(place(`file://${folder}?no_tmp_dir=true`), machine(undefined))).toHaveLength(1);
  });

  it("is out of reach on every other backend, which is not the same as absent", () => {
    expect(engineLocks(place("s3://states"), machine(undefined))).toBeUndefined();
  });

  it("tells a process that runs from one that has ended, on this machine", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
    written(JSON.stringify({ ...lock, hostname: hostname(), pid: child.pid }));
    expect(engineLocks(place())?.map(({ life }) => life)).not.toEqual(["dead"]);
    child.kill("SIGKILL");
    await once(child, "close");
    expect(engineLocks(place())?.map(({ life }) => life)).toEqual(["dead"]);
  });

  it.runIf(process.platform === "linux")(
    "takes a process for dead that has ended and that nobody has asked for",
    async () => {
      // The shell becomes a program that never asks for the children it has inherited.
      const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "inherit"] });
      const [pid] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
      const stat = () => readFileSync(`/proc/${pid.trim()}/stat`, "utf8");
      await vi.waitUntil(() => stat().includes(") Z "), { timeout: 10_000 });
      written(JSON.stringify({ ...lock, hostname: hostname(), pid: Number(pid) }));
      expect(engineLocks(place())?.map(({ life }) => life)).toEqual(["dead"]);
      parent.kill("SIGKILL");
    },
  );
});
