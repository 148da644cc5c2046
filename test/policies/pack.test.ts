import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";

const pack = resolve(__dirname, "../../policies/pack.js");

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A parent that starts the pack as the engine does, tells its number, and passes on what the pack prints: the port. */
const engine = `
  const pack = require("node:child_process").spawn(process.execPath, [process.argv[1], "127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
  pack.stdout.on("data", (port) => console.log(JSON.stringify({ pid: pack.pid, port: Number(port) })));`;

it("serves when it is started directly, and ends with a killed engine", async () => {
  const parent = spawn(process.execPath, ["-e", engine, pack], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const { pid, port } = JSON.parse(line.toString()) as { pid: number; port: number };
  expect(port).toBeGreaterThan(0);
  expect(isThere(pid)).toBe(true);
  await sleep(1500);
  expect(isThere(pid)).toBe(true);
  parent.kill("SIGKILL");
  for (const end = Date.now() + 10_000; isThere(pid) && Date.now() < end;) await sleep(100);
  expect(isThere(pid)).toBe(false);
});
