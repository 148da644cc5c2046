import { once } from "node:events";
import { constants } from "node:os";
import { Command, Option } from "commander";
import { identities, type IdentityName } from "../identities";
import { findLab } from "../running-lab";
import { labNameOption } from "./lab-name-option";

interface EnterOptions {
  readonly name: string;
  readonly as: IdentityName;
}

/** `lab enter`: runs a command inside the lab and ends with its exit code. */
export function enterCommand(): Command {
  return new Command("enter")
    .description("run a command inside the lab, a shell by default; KUBECONFIG is set there")
    .addOption(labNameOption())
    .addOption(
      new Option("--as <identity>", "whose kubeconfig to use").choices(Object.keys(identities)).default("admin"),
    )
    .argument("[command...]", "the command and its arguments")
    .passThroughOptions()
    .action(enter);
}

async function enter(command: readonly string[], { name, as }: EnterOptions): Promise<void> {
  const lab = findLab(name);
  const [program = process.env["SHELL"] ?? "sh", ...args] = command;
  const env = { ...process.env, KUBECONFIG: lab.kubeconfigOf(as) };
  // Ctrl-C is for the command; it reaches it by itself, being sent to the whole foreground group of the terminal.
  process.on("SIGINT", () => undefined);
  const child = lab.enter(program, args, { stdio: "inherit", env });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
