import { join } from "node:path";
import { Command } from "commander";
import { addEnvCommand } from "./env";

const projectFolder = join(__dirname, "..");

/** Runs the `sluice` command line with the given words. Each command adds itself from its own file. */
export async function main(words: readonly string[]): Promise<void> {
  const program = new Command("sluice").description("phased production releases as a Pulumi program");
  addEnvCommand(program, projectFolder);
  await program.parseAsync([...words], { from: "user" });
}
