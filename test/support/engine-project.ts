import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const repository = resolve(__dirname, "../..");

/** How a call of `pulumi` ended. */
export interface PulumiResult {
  readonly code: number | null;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
}

/** A Pulumi project of its own: own folder, home, state and passphrase. */
export interface EngineProject {
  readonly folder: string;
  readonly stateFolder: string;
  readonly run: (...words: readonly string[]) => Promise<PulumiResult>;
  /** Starts `pulumi` in a process group of its own, as a shell does. */
  readonly start: (...words: readonly string[]) => ChildProcess;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Every living process that `pulumi` started here, itself included, with its command line. */
  readonly processes: () => readonly { readonly pid: number; readonly command: string }[];
  readonly remove: () => void;
}

/** A project with the given files, whose programs find this repository's npm packages, run by the `pulumi` in `tools`. */
export function engineProject(tools: string, files: Readonly<Record<string, string>>): EngineProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "sluice-engine-")));
  const [folder, stateFolder, home] = [join(root, "project"), join(root, "state"), join(root, "home")];
  for (const each of [folder, stateFolder, home]) mkdirSync(each);
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  const mark = `SLUICE_TEST_MARK=${randomUUID()}`;
  const [markName = "", markValue = ""] = mark.split("=");
  const env = {
    ...process.env,
    [markName]: markValue,
    HOME: home,
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_BACKEND_URL: `file://${stateFolder}`,
    PULUMI_CONFIG_PASSPHRASE: "test passphrase",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PATH: [join(repository, "node_modules/.bin"), tools, process.env["PATH"]].join(":"),
  };
  const start = (...words: readonly string[]): ChildProcess =>
    spawn(join(tools, "pulumi"), [...words, "--non-interactive"], { cwd: folder, env, detached: true });
  const write = (changed: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  write(files);
  return {
    folder,
    stateFolder,
    start,
    write,
    run: async (...words) => finished(start(...words)),
    processes: () => processesMarked(mark),
    remove: () => {
      for (const { pid } of processesMarked(mark)) process.kill(pid, "SIGKILL");
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Waits for a child and collects what it prints. */
export function finished(child: ChildProcess): Promise<PulumiResult> {
  let output = "";
  const collect = (text: Buffer): void => {
    output += text.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  return new Promise((done) => {
    child.on("close", (code) => {
      done({ code, output });
    });
  });
}

/** Waits until the condition holds and gives the milliseconds it took; fails after `limitSeconds`. */
export async function until(condition: () => boolean, limitSeconds: number, what: string): Promise<number> {
  const started = performance.now();
  while (!condition()) {
    if (performance.now() - started > limitSeconds * 1000)
      throw new Error(`not within ${String(limitSeconds)} s: ${what}`);
    await sleep(20);
  }
  return Math.round(performance.now() - started);
}

/** Processes whose environment holds the mark: children inherit it, whoever their parent is by now. */
export function processesMarked(mark: string): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const environment = readProcessFile(name, "environ");
      if (!environment.split("\0").includes(mark)) return [];
      return [{ pid: Number(name), command: readProcessFile(name, "cmdline").replaceAll("\0", " ") }];
    });
}

function readProcessFile(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // The process ended while the list was read.
    return "";
  }
}
