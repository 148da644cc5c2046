import { Command } from "commander";
import { buildCommand } from "./cluster/commands/build";
import { componentCommands } from "./cluster/commands/component";
import { downCommand } from "./cluster/commands/down";
import { enterCommand } from "./cluster/commands/enter";
import { logsCommand } from "./cluster/commands/logs";
import { statusCommand } from "./cluster/commands/status";
import { upCommand } from "./cluster/commands/up";

const program = new Command("lab")
  .description("A real Kubernetes cluster with Argo Rollouts and Traefik in namespaces of its own, without root.")
  .enablePositionalOptions()
  .showHelpAfterError();

for (const command of [
  upCommand(),
  downCommand(),
  statusCommand(),
  enterCommand(),
  logsCommand(),
  buildCommand(),
  ...componentCommands(),
]) {
  program.addCommand(command);
}

program.parseAsync().catch((problem: unknown) => {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
});
