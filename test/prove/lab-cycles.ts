import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readOwner } from "../../lab/cluster/lab-owner";
import { labFolder } from "../../lab/cluster/labs-folder";
import { call, killedCycle, type Victim } from "../lab/cluster/lab-cycle";
import { namespacesOf, remainsOf } from "../lab/cluster/lab-remains";

const cycles = 20;
/** Which cycles end hard, and what is killed in them. */
const killed: Readonly<Record<number, Victim>> = {
  3: "starting command",
  7: "outer process",
  11: "supervisor",
  15: "etcd",
  19: "starting command",
};
const earliestMs = 300;
const latestMs = 9000;
const report = resolve(__dirname, "../../docs/reports/lab-cycles.md");

interface Cycle {
  readonly number: number;
  readonly ended: string;
  readonly readyAfterSeconds: number | undefined;
  readonly left: readonly string[];
}

/** Starts and ends the lab 20 times, five times by SIGKILL at a random moment, and looks for what is left each time. */
export async function labCycles(): Promise<void> {
  const done: Cycle[] = [];
  for (let number = 1; number <= cycles; number += 1) {
    const victim = killed[number];
    const cycle = victim === undefined ? await orderlyCycle(number) : await hardCycle(number, victim);
    process.stdout.write(`${row(cycle)}\n`);
    done.push(cycle);
  }
  writeFileSync(report, page(done));
  const dirty = done.filter(({ left }) => left.length > 0);
  if (dirty.length > 0)
    throw new Error(`cycles that left something behind: ${dirty.map(({ number }) => number).join(", ")}`);
}

async function orderlyCycle(number: number): Promise<Cycle> {
  const name = `proof-${number}`;
  const up = await call("up", "--name", name);
  const seconds = /is ready after ([\d.]+) s/.exec(up.out)?.[1];
  if (seconds === undefined) throw new Error(`cycle ${number}: the lab did not start: ${up.out}`);
  const namespaces = namespacesOf(readOwner(labFolder(name))?.init?.pid ?? 0);
  await call("down", "--name", name);
  return { number, ended: "lab down", readyAfterSeconds: Number(seconds), left: leftOf(name, namespaces) };
}

async function hardCycle(number: number, victim: Victim): Promise<Cycle> {
  const name = `proof-${number}`;
  const delayMs = randomInt(earliestMs, latestMs);
  const namespaces = await killedCycle(name, victim, delayMs);
  await sleep(1000);
  // Whatever the kill has left running is a fault, but for etcd: a lab without its etcd still runs until someone ends it.
  const running = victim === "etcd" ? [] : remainsOf(name, namespaces).processes;
  await call("down", "--name", name);
  const ended = `SIGKILL of the ${victim} after ${(delayMs / 1000).toFixed(1)} s, then lab down`;
  return { number, ended, readyAfterSeconds: undefined, left: [...running, ...leftOf(name, namespaces)] };
}

function leftOf(name: string, namespaces: readonly string[]): string[] {
  const { processes, files } = remainsOf(name, namespaces);
  return [...processes, ...files];
}

function row({ number, ended, readyAfterSeconds, left }: Cycle): string {
  const ready = readyAfterSeconds === undefined ? "" : `${readyAfterSeconds.toFixed(1)} s`;
  return `| ${number} | ${ready} | ${ended} | ${left.length === 0 ? "nothing" : left.join("; ")} |`;
}

function page(done: readonly Cycle[]): string {
  const times = done.flatMap(({ readyAfterSeconds = [] }) => readyAfterSeconds).toSorted((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)] ?? 0;
  const machine = `${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node.js ${process.version}`;
  return `# Lab: ${cycles} starts, ${Object.keys(killed).length} of them killed

Written by \`npm run prove -- lab-cycles\` on ${new Date().toISOString().slice(0, 10)}, ${machine}.

After each cycle the proof looks for processes that name the lab's folder or live in its network or process namespace, and for the folder itself. A namespace exists only as long as a process holds it.

Ready after: ${times.length} starts, fastest ${times[0]?.toFixed(1)} s, middle ${middle.toFixed(1)} s, slowest ${times.at(-1)?.toFixed(1)} s, by the clock of the command that starts it. Times depend on what else the machine does.

| cycle | ready after | ended by | left behind |
| ----- | ----------- | -------- | ----------- |
${done.map(row).join("\n")}
`;
}
