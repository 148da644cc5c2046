import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { labFolder } from "../labs-folder";
import { runFolder, type RunFolder } from "../run-folder";
import { labNameOption } from "./lab-name-option";

/** `lab logs`: prints the log of a component or of a pod's containers. */
export function logsCommand(): Command {
  return new Command("logs")
    .description("print a component's or a pod's log; without an argument, list what has one")
    .addOption(labNameOption())
    .option("-f, --follow", "keep printing what is added")
    .argument("[what]", "a component, a pod, or namespace/pod")
    .action(logs);
}

async function logs(
  what: string | undefined,
  { name, follow }: { readonly name: string; readonly follow?: boolean },
): Promise<void> {
  const folder = runFolder(labFolder(name));
  if (!existsSync(folder.logs)) throw new Error(`lab "${name}": has no logs, it is not running`);
  const all = new Map([...componentLogs(folder), ...podLogs(folder)]);
  if (what === undefined) return void process.stdout.write(`${[...all.keys()].join("\n")}\n`);
  const found = [...all].filter(([key]) => matches(key, what)).flatMap(([, files]) => files);
  if (found.length === 0) throw new Error(`log "${what}": unknown; list what has a log with: npm run lab -- logs`);
  if (follow !== true) {
    for (const file of found) process.stdout.write(readFileSync(file));
    return;
  }
  await once(spawn("tail", ["-q", "-n", "+1", "-F", ...found], { stdio: "inherit" }), "exit");
}

function componentLogs({ logs: path }: RunFolder): [string, string[]][] {
  return readdirSync(path)
    .filter((file) => file.endsWith(".log"))
    .map((file) => [file.slice(0, -".log".length), [join(path, file)]]);
}

function podLogs({ pods }: RunFolder): [string, string[]][] {
  return readdirSync(pods).flatMap((pod): [string, string[]][] => {
    const [namespace = "", name = ""] = pod.split("_");
    const containers = readdirSync(join(pods, pod), { withFileTypes: true }).filter(
      (one) => one.isDirectory() && !one.name.startsWith("."),
    );
    return containers.map((one) => [`${namespace}/${name}/${one.name}`, runsOf(join(pods, pod, one.name))]);
  });
}

/** The logs of a container's runs, oldest first. */
function runsOf(folder: string): string[] {
  const runs = readdirSync(folder).filter((file) => file.endsWith(".log"));
  return runs.toSorted((a, b) => parseInt(a) - parseInt(b)).map((file) => join(folder, file));
}

function matches(key: string, what: string): boolean {
  return key === what || key.startsWith(`${what}/`) || key.split("/")[1] === what;
}
