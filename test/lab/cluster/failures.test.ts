import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { startLab } from "../../../lab/cluster/lab";
import { readOwner } from "../../../lab/cluster/lab-owner";
import { labFolder } from "../../../lab/cluster/labs-folder";
import { call, startCommand } from "./lab-cycle";
import { namespacesOf, remainsOf } from "./lab-remains";

const root = resolve(__dirname, "../../..");
const nothing = { processes: [], files: [] };
const newName = (): string => `fail-${randomBytes(3).toString("hex")}`;

/** Runs `lab up` in a user namespace of its own, where `prepare` can take away what the lab needs. */
async function upIn(prepare: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; out: string }> {
  const up = [process.execPath, "--import", "tsx", join(root, "lab/lab.ts"), "up", "--name", "poor"];
  const words = ["--user", "--map-root-user", "--mount", "sh", "-c", `${prepare} && exec "$@"`, "sh", ...up];
  const child = spawn("unshare", words, { cwd: root, env: { ...process.env, ...env } });
  let out = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (out += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out };
}

async function settled(name: string, namespaces: readonly string[]): Promise<ReturnType<typeof remainsOf>> {
  const end = Date.now() + 10_000;
  for (;;) {
    const remains = remainsOf(name, namespaces);
    if (remains.processes.length + remains.files.length === 0 || Date.now() > end) return remains;
    await sleep(100);
  }
}

describe("a lab in trouble", () => {
  const state = mkdtempSync(join(tmpdir(), "lab-state-"));
  afterAll(() => rmSync(state, { recursive: true, force: true }));

  it("says in one line that namespaces are not allowed, and the way out", async () => {
    const { code, out } = await upIn("echo 0 > /proc/sys/user/max_user_namespaces", { XDG_STATE_HOME: state });
    expect(code).toBe(1);
    expect(out.trimEnd().split("\n")).toHaveLength(1);
    expect(out).toMatch(
      /^user and network namespaces: not allowed on this machine, got "unshare: .+"; .*set KUBECONFIG/,
    );
    expect(readdirSync(state)).toEqual([]);
  });

  it("stops all of it when the disk is full, and says which part found out", async () => {
    // The run folder is as good as full: etcd alone wants 64 MB. The mount goes with the namespace of this call.
    const { code, out } = await upIn(`mount -t tmpfs -o size=8m lab ${state}`, { XDG_STATE_HOME: state });
    expect(out).toMatch(/lab "poor": did not start; component "\w+": ended while starting/);
    expect(out).toMatch(/no space left on device/i);
    expect(code).toBe(1);
    const running = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandNames(pid, state));
    expect(running).toEqual([]);
  });

  it("stops what it has begun when it is interrupted, and ends with 130", async () => {
    const name = newName();
    const { child, done } = startCommand(["up", "--name", name]);
    const namespaces = await begun(name, child);
    await sleep(1500);
    child.kill("SIGINT");
    expect(await done).toMatchObject({ code: 130, out: expect.stringContaining("interrupted, stopping") as string });
    expect(await settled(name, namespaces)).toEqual(nothing);
  });

  it("ends with the program that owns it, files included, when that program is killed", async () => {
    const name = newName();
    const owner = spawn(process.execPath, ["--import", "tsx", join(__dirname, "owner-process.ts"), name], {
      cwd: root,
    });
    const namespaces = await begun(name, owner);
    await once(owner.stdout, "data");
    owner.kill("SIGKILL");
    expect(await settled(name, namespaces)).toEqual(nothing);
  });

  it("does not touch another lab that runs beside it", async () => {
    const [one, two] = await Promise.all([startLab(), startLab()]);
    const pidOf = (lab: typeof one): number => readOwner(lab.folder)?.init?.pid ?? 0;
    expect(namespacesOf(pidOf(one))).not.toEqual(namespacesOf(pidOf(two)));
    await one.stop();
    const { code, out } = await two.run("ip", ["-brief", "address"]);
    expect(code).toBe(0);
    expect(out).toContain("10.77.0.1/32");
    expect((await call("status", "--name", two.name)).code).toBe(0);
    await two.stop();
    expect(remainsOf(one.name, [])).toEqual(nothing);
    expect(remainsOf(two.name, [])).toEqual(nothing);
  });
});

/** Waits until the lab has its namespaces, and answers them. */
async function begun(name: string, child: ChildProcess): Promise<readonly string[]> {
  for (;;) {
    const init = readOwner(labFolder(name))?.init;
    if (init !== undefined) return namespacesOf(init.pid);
    if (child.exitCode !== null) throw new Error(`lab "${name}": did not begin`);
    await sleep(10);
  }
}

function commandNames(pid: string, text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text);
  } catch {
    return false;
  }
}
