import type { Command } from "commander";
import { ask } from "./ask";
import { run } from "./run";
import { chooseStack, stackInputs } from "./stack-config";
import { signFrom, withSignOptions, type SignOptions } from "./sign";

interface ApproveOptions extends SignOptions {
  readonly role: string;
  readonly confirms?: string;
  readonly yes?: boolean;
}

/** Adds `sluice approve`: shows what one signs, asks, and signs an approval. */
export function addApproveCommand(program: Command): void {
  const command = program.command("approve").description("approve the release for a phase, after seeing what you sign");
  withSignOptions(command)
    .requiredOption("--role <role>", "the role that you approve for")
    .option("--confirms <words>", "what you stand for with your signature, when it is not what the plan says")
    .option("--yes", "sign without being asked")
    .addHelpText(
      "after",
      "\nExample:\n  npx sluice approve --role security --key sam-2026 --stack production --phase canary",
    )
    .action((options: ApproveOptions) =>
      run(async () => {
        const confirms = options.confirms ?? planWords(options);
        const claim = [`role=${options.role}`, ...(confirms === undefined ? [] : [`confirms=${confirms}`])];
        const signed = await signFrom("approval", { ...options, claim }, (text) =>
          confirmed(text, options.yes === true),
        );
        if (signed !== undefined) console.log(signed.path);
      }),
    );
}

/** What the plan says that the role stands for. A role that the plan never asks is refused: nobody would count its approval. */
function planWords({ cwd, stack, role }: ApproveOptions): string | undefined {
  const { approvals } = stackInputs(chooseStack(cwd, stack)).plan;
  const asked = approvals.find((one) => one.role === role);
  if (asked !== undefined) return asked.confirms;
  throw new Error(
    `role "${role}": must be one whose approval the plan asks for (${approvals.map((one) => one.role).join(", ")})`,
  );
}

/** Shows what will be signed and waits for a yes. Without a terminal there is nobody to ask, so `--yes` must say it. */
export async function confirmed(text: string, yes: boolean): Promise<void> {
  console.error(`You are about to sign:\n\n${text}\n`);
  if (yes) return;
  const answer = await ask('Type "yes" to sign: ');
  if (answer === undefined) throw new Error("approval: must be confirmed at a terminal or with --yes");
  if (answer !== "yes") throw new Error("approval: was not signed");
}
