import { join } from "node:path";
import { Command } from "commander";
import { addApplyCommands } from "./apply";
import { addApproveCommand } from "./approve";
import { addEnvCommand } from "./env";
import { addExplainCommand } from "./explain";
import { addKeygenCommand } from "./keygen";
import { addPlanCommand } from "./plan";
import { addRecordCommand } from "./record";
import { addRecoverCommand } from "./recover";
import { addHoldCommand } from "./hold";
import { addRollbackCommand } from "./rollback";
import { addSignCommand } from "./sign";
import { addVerifyCommand } from "./verify";
import { addWithdrawCommand } from "./withdraw";

const projectFolder = join(__dirname, "..");

/** Runs the `sluice` command line with the given words. Each command adds itself from its own file. */
export async function main(words: readonly string[]): Promise<void> {
  await commandLine().parseAsync([...words], { from: "user" });
}

/** The whole command line, not yet run. */
export function commandLine(): Command {
  const program = new Command("sluice").description("phased production releases as a Pulumi program");
  addEnvCommand(program, projectFolder);
  addPlanCommand(program);
  addExplainCommand(program);
  addApplyCommands(program, projectFolder);
  addApproveCommand(program);
  addSignCommand(program);
  addWithdrawCommand(program);
  addVerifyCommand(program);
  addRecordCommand(program);
  addRollbackCommand(program);
  addHoldCommand(program);
  addKeygenCommand(program);
  addRecoverCommand(program);
  return program;
}
