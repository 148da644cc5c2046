import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "../..");

/** Programs that a bare machine has; everything else is hidden from the run. */
const barePath = ["/usr/local/go/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/**
 * Clones the repository as it is committed, with new and empty HOME, npm, Go and XDG folders and a path that holds Node, npm and Go only, and
 * runs what a newcomer runs, tests included. Writes every line with its second into docs/reports/cold-start.log.
 */
export async function coldStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-cold-"));
  const began = Date.now();
  const lines: string[] = [];
  const note = (text: string): void => {
    const line = `${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${text.replaceAll(folder, "<new folder>")}`;
    lines.push(line);
    process.stdout.write(`${line}\n`);
  };
  note(`${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB, every cache empty`);
  try {
    await run(note, "git", ["clone", "--quiet", repository, join(folder, "sluice")], folder, process.env);
    const env = bareEnvironment(folder);
    const clone = join(folder, "sluice");
    await run(note, "npm", ["install"], clone, env);
    await run(note, "npm", ["run", "lab", "--", "up"], clone, env);
    await run(note, "npm", ["run", "lab", "--", "status"], clone, env);
    await run(note, "npm", ["run", "lab", "--", "down"], clone, env);
    await run(note, "npm", ["run", "lab", "--", "up"], clone, env);
    await run(note, "npm", ["run", "lab", "--", "down"], clone, env);
    await run(note, "npm", ["start"], clone, env);
    await run(summary(note), "npm", ["test"], clone, env);
  } finally {
    const reports = join(repository, "docs", "reports");
    mkdirSync(reports, { recursive: true });
    writeFileSync(join(reports, "cold-start.log"), `${lines.join("\n")}\n`);
    if (process.env["SLUICE_KEEP_COLD"] === undefined) {
      await run(() => undefined, "chmod", ["-R", "u+w", folder], tmpdir(), process.env).catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Of thousands of tests only what failed and how it ended. */
const summary =
  (note: (text: string) => void): ((text: string) => void) =>
  (text) => {
    if (/^\$|FAIL|^\s*(?:Test Files|Tests|Duration) /.test(text)) note(text);
  };

function bareEnvironment(folder: string): NodeJS.ProcessEnv {
  const own = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  return {
    PATH: barePath.join(":"),
    LANG: "C.UTF-8",
    HOME: own("home"),
    GOPATH: own("go"),
    GOCACHE: own("go-build"),
    GOMODCACHE: own("go-modules"),
    npm_config_cache: own("npm"),
    XDG_CACHE_HOME: own("cache"),
    XDG_STATE_HOME: own("state"),
  };
}

function run(
  note: (text: string) => void,
  command: string,
  words: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  note(`$ ${command} ${words.join(" ")}`);
  return new Promise((done, failed) => {
    const child = spawn(command, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        for (const line of text.split("\n")) if (line.trim() !== "") note(`  ${line.trimEnd()}`);
      });
    }
    child.on("error", failed);
    child.on("close", (code) =>
      code === 0 ? done() : failed(new Error(`${command} ${words.join(" ")}: ended with ${String(code)}`)),
    );
  });
}
