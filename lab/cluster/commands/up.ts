import { Command } from "commander";
import { labFolder } from "../labs-folder";
import { startLab, type Lab } from "../lab";
import { removeLab } from "../lab-owner";
import { deploySample } from "../sample";
import { labNameOption } from "./lab-name-option";

/** `lab up`: starts a lab that stays until `lab down`. */
export function upCommand(): Command {
  return new Command("up")
    .description("start a lab; builds the programs first where they are missing")
    .addOption(labNameOption())
    .option("--sample", "also deploy the sample application: two versions behind a 75/25 split")
    .action(up);
}

async function up({ name, sample }: { readonly name: string; readonly sample?: boolean }): Promise<void> {
  const begun = Date.now();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const interrupted = (): void => {
    say(`lab "${name}": interrupted, stopping what has been started`);
    void removeLab(labFolder(name)).then(() => process.exit(130));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  const lab = await startLab({ name, keep: true, report: say });
  say(`lab "${name}" is ready after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  if (sample === true) await deploySample(lab, say);
  say(howToUse(lab));
}

function howToUse({ name, kubeconfig, edge }: Lab): string {
  const option = name === "default" ? "" : ` --name ${name}`;
  return [
    "",
    `enter it    npm run lab -- enter${option} [command]    (KUBECONFIG is set there)`,
    `kubeconfig  ${kubeconfig}    (its address works inside only)`,
    `edge        http://${edge.host}:${edge.port}    (inside)`,
    `stop it     npm run lab -- down${option}`,
  ].join("\n");
}
