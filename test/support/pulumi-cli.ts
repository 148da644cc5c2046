import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "../..");

/** Where and with what the CLI runs; nothing of the machine's own Pulumi settings is read or changed. */
export interface PulumiCliArgs {
  /** Folder of the toolchain's programs. */
  readonly programs: string;
  /** Folder of the project, the one with its Pulumi.yaml. */
  readonly project: string;
  /** Folder for state and home; made when missing. */
  readonly state: string;
  /** Where the stacks are kept. @default files in the state folder */
  readonly backend?: string;
  /** Further variables, such as KUBECONFIG. */
  readonly env?: Readonly<Record<string, string>>;
  /** How to start a process, for instance inside a lab. @default on this machine */
  readonly spawn?: (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;
}

/** How a call ended: its exit code, null after a signal, and what it wrote. */
export interface PulumiCall {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The real Pulumi CLI, one call at a time. */
export interface PulumiCli {
  readonly run: (...words: readonly string[]) => Promise<PulumiCall>;
  /** Starts a call and does not wait, for a test that interrupts it. */
  readonly start: (...words: readonly string[]) => { readonly child: ChildProcess; readonly done: Promise<PulumiCall> };
}

/** Prepares the CLI for one project; programs find this repository's Node.js first on their PATH. */
export function pulumiCli(args: PulumiCliArgs): PulumiCli {
  const home = join(args.state, "home");
  const stacks = join(args.state, "stacks");
  for (const folder of [home, stacks]) mkdirSync(folder, { recursive: true });
  const env = {
    LANG: "C.UTF-8",
    TMPDIR: process.env["TMPDIR"] ?? "/tmp",
    HOME: home,
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_BACKEND_URL: args.backend ?? `file://${stacks}`,
    PULUMI_CONFIG_PASSPHRASE: "a passphrase for tests",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PATH: [join(repository, "node_modules", ".bin"), args.programs, process.env["PATH"]].join(":"),
    ...args.env,
  };
  const launch = args.spawn ?? ((command, words, options) => spawn(command, [...words], options));
  const start: PulumiCli["start"] = (...words) => {
    const options: SpawnOptions = { cwd: args.project, env, stdio: ["ignore", "pipe", "pipe"] };
    const child = launch("pulumi", [...words, "--non-interactive", "--color", "never"], options);
    return { child, done: collect(child) };
  };
  return { start, run: (...words) => start(...words).done };
}

async function collect(child: ChildProcess): Promise<PulumiCall> {
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => (err += piece));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}
