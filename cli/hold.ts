import type { Command } from "commander";
import { valueOf } from "../release/known";
import { standingHolds, type StandingHold } from "../release/standing-hold";
import { assess } from "../situation/assess";
import { releaseOf } from "../situation/release-of";
import { confirmed } from "./approve";
import { run } from "./run";
import { signFrom, withSignOptions, type SignOptions } from "./sign";
import { chooseStack, stackInputs } from "./stack-config";

interface LiftOptions extends SignOptions {
  readonly reason: string;
  readonly at?: string;
  readonly yes?: boolean;
}

/** Adds `sluice hold show` and `sluice hold lift`. A lifting is evidence: the next up reads it and opens the hold. */
export function addHoldCommand(program: Command): void {
  const hold = program
    .command("hold")
    .description("the ceiling on the candidate's share: show it, or sign that it is lifted");
  hold
    .command("show")
    .description("print every hold that stands, live or in the journal only")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .option("--stack <stack>", "the stack")
    .option("--json", "print them as a JSON list")
    .action((options: { readonly cwd: string; readonly stack?: string; readonly json?: boolean }) =>
      run(async () => {
        const holds = await holdsOf(options.cwd, options.stack);
        if (options.json === true) console.log(JSON.stringify(holds, null, 2));
        else console.log(holds.length === 0 ? "nothing is held" : holds.map(holdLine).join("\n"));
      }),
    );
  const lift = hold.command("lift").description("sign that a hold is lifted, once its cause is gone");
  withSignOptions(lift)
    .requiredOption("--reason <words>", "why it may be lifted, as one line")
    .option("--at <time>", "the time of the hold, when more than one stands")
    .option("--yes", "sign without being asked")
    .addHelpText(
      "after",
      '\nExample:\n  npx sluice hold lift --stack production --key anna-2026 --reason "the load test had caused it"',
    )
    .action((options: LiftOptions) => run(() => liftHold(options)));
}

async function liftHold({ reason, at, ...options }: LiftOptions): Promise<void> {
  const holds = await holdsOf(options.cwd, options.stack);
  const [hold, ...more] = holds.filter((one) => at === undefined || one.at === at);
  if (hold === undefined) throw new Error(`hold: nothing is held${at === undefined ? "" : ` since ${at}`}`);
  if (more.length > 0) throw new Error(["hold: choose one with --at", ...[hold, ...more].map(holdLine)].join("\n"));
  const claim = [`heldRelease=${hold.release}`, `heldAt=${hold.at}`, `reason=${reason}`];
  const signed = await signFrom("hold-lift", { ...options, claim }, (text) => confirmed(text, options.yes === true));
  if (signed !== undefined) console.log(signed.path);
}

async function holdsOf(cwd: string, stack: string | undefined): Promise<readonly StandingHold[]> {
  const inputs = stackInputs(chooseStack(cwd, stack));
  const { situation } = await assess({ inputs, release: releaseOf(inputs) });
  const { hold, journal, progress } = situation;
  for (const known of [hold, journal, progress]) if (known.kind === "unknown") throw new Error(known.reason);
  // The live hold is often in the journal too, under the same time.
  const standing = standingHolds(valueOf(hold), valueOf(journal), valueOf(progress));
  return standing.filter((one, at) => standing.findIndex((other) => other.at === one.at) === at);
}

const holdLine = ({ release, ceilingPercent, reason, at, live }: StandingHold): string =>
  `${release} is held at ${ceilingPercent} % since ${at}: ${reason}${live ? "" : " (in the journal only)"}`;
