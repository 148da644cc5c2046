import type { Command } from "commander";
import type { Recorded } from "../evidence/journal-entry";
import { assess, journalPath } from "../situation/assess";
import { recordStanding } from "../situation/record-move";
import { releaseOf } from "../situation/release-of";
import { run } from "./run";
import { chooseStack, stackInputs } from "./stack-config";

interface RecordOptions {
  readonly cwd: string;
  readonly stack?: string;
  readonly json?: boolean;
}

/** Adds `sluice record`: brings the journal up to what is true on the platform, to be run after each `pulumi up`. */
export function addRecordCommand(program: Command): void {
  program
    .command("record")
    .description("write the place that the release has reached, and a hold, into the journal")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .option("--stack <stack>", "the stack")
    .option("--json", "print the new entries as a JSON list")
    .addHelpText("after", "\nThe next up writes the same; run it after each up to commit the journal with it.")
    .action((options: RecordOptions) =>
      run(async () => {
        const inputs = stackInputs(chooseStack(options.cwd, options.stack));
        const assessment = await assess({ inputs, release: releaseOf(inputs) });
        const { progress, hold } = assessment.situation;
        for (const known of [progress, hold]) if (known.kind === "unknown") throw new Error(known.reason);
        const entries = await recordStanding(assessment);
        if (options.json === true) return console.log(JSON.stringify(entries, null, 2));
        console.log(entries.length === 0 ? "the journal is up to date" : entries.map(entryLine).join("\n"));
        if (entries.length > 0) console.log(`commit "${journalPath(inputs)}"`);
      }),
    );
}

function entryLine(entry: Recorded): string {
  if (entry.kind === "transition")
    return `recorded: ${entry.move} from "${entry.from}" to "${entry.to}", release ${entry.release} at ${entry.sharePercent} %`;
  if (entry.kind === "hold")
    return `recorded: a hold of ${entry.ceilingPercent} % on release ${entry.release} since ${entry.at}: ${entry.reason}`;
  return `recorded: ${entry.kind}`;
}
