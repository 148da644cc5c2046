import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { repository } from "./engine";
import { summary, type Summary } from "./summary";

const node = join(repository, "node_modules", ".bin", "node");

/** How long Node.js takes from its start until it is ready, in milliseconds. */
export interface StartUp {
  readonly what: string;
  readonly milliseconds: Summary;
}

const ready = "process.stdout.write('ready')";
const preload = ["--require", "./cli/preload.js"];
const starts: readonly (readonly [what: string, args: readonly string[]])[] = [
  ["node alone", ["-e", ready]],
  [
    "@pulumi/pulumi and @pulumi/kubernetes, transpiled program",
    ["-e", `require('@pulumi/kubernetes/core/v1');${ready}`],
  ],
  ["our program", [...preload, "-e", `require('./index');${ready}`]],
  ["@pulumi/policy alone", ["-e", `require('@pulumi/policy');${ready}`]],
  ["our pack, until it serves", ["policies/pack.js", "127.0.0.1:1"]],
];

/** Starts each of them in turn, round after round; the first round warms the caches and does not count. */
export async function startUps(rounds: number, cache: string): Promise<readonly StartUp[]> {
  const times = new Map<string, number[]>(starts.map(([what]) => [what, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [what, args] of starts) {
      const milliseconds = await readyAfter(args, cache);
      if (round > 0) times.get(what)?.push(milliseconds);
    }
  }
  return [...times].map(([what, all]) => ({ what, milliseconds: summary(all) }));
}

async function readyAfter(args: readonly string[], cache: string): Promise<number> {
  const begin = performance.now();
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  const child: ChildProcess = spawn(node, args, { cwd: repository, env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [first] = await Promise.race([once(child.stdout as NodeJS.ReadableStream, "data"), ended]);
  const milliseconds = performance.now() - begin;
  if (typeof first === "number") throw new Error(`node ${args.join(" ")}: ended with ${first} before it was ready`);
  child.kill("SIGKILL");
  await ended;
  return milliseconds;
}
