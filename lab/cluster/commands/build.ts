import { Command } from "commander";
import { labToolchain } from "../lab-toolchain";

/** `lab build`: makes sure that every program of the lab is there, so that the next start is quick. */
export function buildCommand(): Command {
  return new Command("build").description("find or build the lab's programs, and start nothing").action(async () => {
    const { folder } = await labToolchain((line) => void process.stdout.write(`${line}\n`));
    process.stdout.write(`the lab's programs are in ${folder}\n`);
  });
}
