import { existsSync } from "node:fs";
import { Command } from "commander";
import { isAlive, readOwner, removeLab, removeLeftovers } from "../lab-owner";
import { labFolder } from "../labs-folder";
import { labNameOption } from "./lab-name-option";

/** `lab down`: ends a lab and whatever dead ones have left. */
export function downCommand(): Command {
  return new Command("down")
    .description("stop a lab and remove all it made; also removes what dead labs left behind")
    .addOption(labNameOption())
    .action(down);
}

async function down({ name }: { readonly name: string }): Promise<void> {
  const folder = labFolder(name);
  const alive = isAlive(readOwner(folder));
  if (existsSync(folder)) await removeLab(folder);
  process.stdout.write(alive ? `lab "${name}" is stopped\n` : `lab "${name}" was not running\n`);
  for (const dead of await removeLeftovers()) process.stdout.write(`removed what the dead lab "${dead}" had left\n`);
}
