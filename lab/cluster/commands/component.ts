import { Command } from "commander";
import { findLab } from "../running-lab";
import { labNameOption } from "./lab-name-option";

/** `lab stop` and `lab start`: one component of a running lab, for instance the kubelet to lose the node. */
export function componentCommands(): Command[] {
  const stop = new Command("stop")
    .description("end one component of a running lab, for instance the kubelet to lose the node")
    .addOption(labNameOption())
    .option("--signal <signal>", "signal to end it with", "SIGTERM")
    .argument("<component>")
    .action(async (component: string, options: { readonly name: string; readonly signal: NodeJS.Signals }) => {
      await findLab(options.name).stopComponent(component, options.signal);
      process.stdout.write(`${component} is stopped\n`);
    });
  const start = new Command("start")
    .description("start a component again that was stopped")
    .addOption(labNameOption())
    .argument("<component>")
    .action(async (component: string, options: { readonly name: string }) => {
      await findLab(options.name).startComponent(component);
      process.stdout.write(`${component} is ready\n`);
    });
  return [stop, start];
}
