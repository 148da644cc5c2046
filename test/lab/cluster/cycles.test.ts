import { setTimeout as sleep } from "node:timers/promises";
import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { readOwner } from "../../../lab/cluster/lab-owner";
import { labFolder } from "../../../lab/cluster/labs-folder";
import { call, killedCycle, type Victim } from "./lab-cycle";
import { namespacesOf, remainsOf } from "./lab-remains";

const nothing = { processes: [], files: [] };

/** The short form of `npm run prove -- lab-cycles`, through the command line as a person uses it. */
describe("a lab's life", () => {
  const name = `cycle-${randomBytes(3).toString("hex")}`;
  afterEach(() => call("down", "--name", name));

  it("goes up, refuses a second one of the same name, says how it is, runs a command, and goes down without a trace", async () => {
    const up = await call("up", "--name", name);
    expect(up.out).toContain(`lab "${name}" is ready after`);
    expect(up.code).toBe(0);
    const namespaces = namespacesOf(readOwner(labFolder(name))?.init?.pid ?? 0);
    const again = await call("up", "--name", name);
    expect(again).toEqual({ code: 1, out: `lab "${name}": is already running\n` });
    const status = JSON.parse((await call("status", "--name", name, "--json")).out) as { status: { phase: string } };
    expect(status.status.phase).toBe("ready");
    expect((await call("enter", "--name", name, "--", "sh", "-c", "exit 7")).code).toBe(7);
    const down = await call("down", "--name", name);
    expect(down.out).toContain(`lab "${name}" is stopped\n`);
    expect(remainsOf(name, namespaces)).toEqual(nothing);
    expect((await call("status", "--name", name)).code).toBe(1);
  });

  it.each<[string, Victim, number]>([
    ["the command that starts it is killed half-way", "starting command", 3000],
    ["the process that holds its namespaces is killed", "outer process", 4000],
  ])("leaves no process behind when %s, and no file after the next command", async (_case, victim, delayMs) => {
    const namespaces = await killedCycle(name, victim, delayMs);
    await sleep(1000);
    expect(remainsOf(name, namespaces).processes).toEqual([]);
    await call("down", "--name", name);
    expect(remainsOf(name, namespaces)).toEqual(nothing);
  });
});
