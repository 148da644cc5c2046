import { existsSync, readdirSync } from "node:fs";
import { Command } from "commander";
import { labMemory } from "../lab-memory";
import { isAlive, readOwner } from "../lab-owner";
import { readStatus, type LabStatus } from "../lab-status";
import { labFolder, labsFolder } from "../labs-folder";
import { runFolder } from "../run-folder";
import { labNameOption } from "./lab-name-option";

interface Shown {
  readonly name: string;
  readonly running: boolean;
  readonly folder: string;
  readonly status?: LabStatus;
  readonly memoryMebibytes?: Readonly<Record<string, number>>;
  readonly otherLabs: readonly string[];
}

/** `lab status`: exit code 0 when the lab is ready and all of it runs, 1 otherwise. */
export function statusCommand(): Command {
  return new Command("status")
    .description("say how a lab is: its parts, their start-up time and memory; exit code 1 unless all run")
    .addOption(labNameOption())
    .option("--json", "print one JSON object")
    .action(({ name, json }: { readonly name: string; readonly json?: boolean }) => {
      const shown = look(name);
      process.stdout.write(json === true ? `${JSON.stringify(shown)}\n` : table(shown));
      const steps = Object.values(shown.status?.steps ?? {});
      const whole = shown.status?.phase === "ready" && steps.every(({ state }) => state === "ready");
      process.exitCode = shown.running && whole ? 0 : 1;
    });
}

function look(name: string): Shown {
  const folder = labFolder(name);
  const owner = readOwner(folder);
  const all = existsSync(labsFolder()) ? readdirSync(labsFolder()) : [];
  const otherLabs = all.filter((one) => one !== name && !one.startsWith("."));
  if (!isAlive(owner)) return { name, running: false, folder, otherLabs };
  const status = readStatus(runFolder(folder).status);
  const memoryMebibytes = owner?.init === undefined ? {} : labMemory(owner.init.pid, status);
  return { name, running: true, folder, ...(status !== undefined && { status }), memoryMebibytes, otherLabs };
}

function table({ name, running, folder, status, memoryMebibytes = {}, otherLabs }: Shown): string {
  const others = otherLabs.length === 0 ? "" : `other labs: ${otherLabs.join(", ")}\n`;
  if (!running) return `lab "${name}" is not running\n${others}`;
  const rows = Object.entries(status?.steps ?? {}).map(([step, { state, readyAfterSeconds, exit }]) => {
    const after = readyAfterSeconds === undefined ? "" : `${readyAfterSeconds.toFixed(1)} s`;
    const memory = memoryMebibytes[step] === undefined ? "" : `${memoryMebibytes[step].toFixed(0)} MiB`;
    return `${step.padEnd(20)} ${state.padEnd(9)} ${after.padStart(7)} ${memory.padStart(9)}  ${exit ?? ""}`.trimEnd();
  });
  const total = Object.values(memoryMebibytes).reduce((sum, one) => sum + one, 0);
  const phase = `lab "${name}" is ${status?.phase ?? "starting"}, ${total.toFixed(0)} MiB, in ${folder}`;
  return `${phase}\n${rows.join("\n")}\n${others}`;
}
