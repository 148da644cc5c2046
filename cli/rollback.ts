import { userInfo } from "node:os";
import { type Command, Option } from "commander";
import pc from "picocolors";
import { Platform } from "../plan/platform";
import { assess } from "../situation/assess";
import type { Place } from "../situation/live";
import { placeOf } from "../situation/place-of";
import type { Inputs } from "../situation/read-inputs";
import { recordStanding } from "../situation/record-move";
import { releaseOf } from "../situation/release-of";
import { rollbackDrivers, type RolledBack } from "./rollback/driver";
import { run } from "./run";
import { chooseStack, stackInputs } from "./stack-config";

interface RollbackOptions {
  readonly cwd: string;
  readonly stack?: string;
  readonly reason: string;
  readonly by?: string;
  readonly system?: string;
  readonly platform: Platform;
  readonly router: Place["router"];
  readonly json?: boolean;
}

/** Adds `sluice rollback`: the human way back, without Pulumi and its state, and without the plan if need be. */
export function addRollbackCommand(program: Command): void {
  program
    .command("rollback")
    .description("take the candidate out of traffic at once, and hold it at 0 %")
    .requiredOption("--reason <words>", "why, as one line; it stands in the hold")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .option("--stack <stack>", "the stack")
    .option("--by <name>", "who authorised it", userInfo().username)
    .option("--system <system>", "the system, when plan and settings cannot be read; then --stack must be named too")
    .addOption(new Option("--platform <platform>", "with --system").choices(Platform.options).default("kubernetes"))
    .addOption(new Option("--router <router>", "with --system").choices(["traefik", "gateway-api"]).default("traefik"))
    .option("--json", "print what was done as one JSON object")
    .addHelpText("after", "\nExit code: 0 nobody gets the candidate, 1 that is not certain. It may be run again.")
    .action((options: RollbackOptions) =>
      run(async () => {
        const at = `${new Date().toISOString().slice(0, 19)}Z`;
        const inputs = inputsOf(options);
        const place = inputs === undefined ? namedPlace(options) : placeOf(inputs);
        const order = { place, reason: `${options.reason} (by ${options.by ?? "nobody named"})`, at };
        const started = performance.now();
        const done = await rollbackDrivers[order.place.platform](order);
        const seconds = (performance.now() - started) / 1000;
        console.log(options.json === true ? JSON.stringify({ ...done, seconds }, null, 2) : text(done, seconds));
        const { services } = done;
        process.exitCode = services.length > 0 && services.every(({ percent }) => percent === 0) ? 0 : 1;
        if (inputs !== undefined) await record(inputs);
      }),
    );
}

/** Plan and settings; nothing where the person names the system, since they may be what cannot be read. */
const inputsOf = ({ cwd, stack, system }: RollbackOptions): Inputs | undefined =>
  system === undefined ? stackInputs(chooseStack(cwd, stack)) : undefined;

function namedPlace({ stack, system = "", platform, router }: RollbackOptions): Place {
  if (stack === undefined) throw new Error("stack: must be named with --stack, got none");
  return { platform, system, stack, services: [], router };
}

function text({ hold, services }: RolledBack, seconds: number): string {
  const shares = services.map(({ service, percent, problems }) => {
    const share = percent === undefined ? pc.red("share unknown") : `${percent} %`;
    return [`${service}: ${share}`, ...problems.map((problem) => `  ${problem}`)].join("\n");
  });
  if (hold === "not needed") return "there is no candidate: nothing was changed";
  return [`hold: ${hold}`, ...shares, `after ${seconds.toFixed(1)} s`].join("\n");
}

/** The journal comes last: what it cannot take must not stand in the way. */
async function record(inputs: Inputs): Promise<void> {
  try {
    await recordStanding(await assess({ inputs, release: releaseOf(inputs) }));
  } catch (error) {
    console.error(`not recorded in the journal: ${error instanceof Error ? error.message : String(error)}`);
  }
}
