import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { outcomeOf, type Outcome } from "./apply/outcome";
import { pulumi } from "./pulumi";
import { exitCodes } from "./run";

/** The calls of Pulumi that have a judge. */
type Verb = "up" | "preview";

/** Adds `sluice up` and `sluice preview`: Pulumi's own, with the policy pack, and exit codes that tell refused from failed. */
export function addApplyCommands(program: Command, projectFolder: string): void {
  for (const verb of ["up", "preview"] as const)
    program
      .command(verb)
      .description(`run "pulumi ${verb}" with the policy pack; the exit code tells refused from failed`)
      .argument("[words...]", `options of "pulumi ${verb}", passed on as they are`)
      .allowUnknownOption()
      .addHelpText("after", help)
      .action((_words: readonly string[], _options: unknown, command: Command) =>
        apply(verb, command.args, join(projectFolder, "policies")),
      );
}

const help = `
Where nobody can be asked, "up" goes on without asking.
Exit code: 0 done, 3 refused and nothing was changed, 1 failed after it had begun to change, 2 Pulumi did not get to work.
Example:
  npx sluice up --stack production`;

/** What cannot be known counts as failed: somebody must look. */
const codes: Readonly<Record<Outcome["kind"], number>> = {
  done: exitCodes.ok,
  changed: exitCodes.mistake,
  unknown: exitCodes.mistake,
  "not begun": exitCodes.notBegun,
  unchanged: exitCodes.refused,
};

async function apply(verb: Verb, words: readonly string[], pack: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-events-"));
  const log = join(folder, "events.json");
  const packed = names(words, "--policy-pack") ? [] : ["--policy-pack", pack];
  const unasked = verb === "up" && !process.stdin.isTTY && !names(words, "--yes", "-y") ? ["--yes"] : [];
  try {
    // The engine's event log is what Pulumi's Automation API reads as well; its flag is there for those who ask for such flags.
    const env = { PULUMI_DEBUG_COMMANDS: "true" };
    const call = { root: process.cwd(), output: "own", env } as const;
    const { code } = await pulumi([verb, ...words, ...packed, ...unasked, "--event-log", log], call);
    answer(outcomeOf(code, existsSync(log) ? readFileSync(log, "utf8") : undefined));
  } catch (error) {
    answer({ kind: "not begun", begun: 0 });
    if (error instanceof Error) process.stderr.write(`sluice: ${error.message}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function answer(outcome: Outcome): void {
  if (outcome.kind !== "done") process.stderr.write(`sluice: ${sayings[outcome.kind](outcome)}\n`);
  process.exitCode = codes[outcome.kind];
}

const names = (words: readonly string[], ...options: readonly string[]): boolean =>
  words.some((word) => options.includes(word.replace(/=.*$/, "")));

const recover = `if the engine has died, run "sluice recover"`;
const sayings: Readonly<Record<Exclude<Outcome["kind"], "done">, (outcome: Outcome) => string>> = {
  "not begun": () => "Pulumi did not get to work, nothing was changed",
  unchanged: () => "refused, nothing was changed",
  unknown: () => `the engine was ended from outside, it is not known whether something was changed; ${recover}`,
  changed: ({ begun }) =>
    `failed after ${String(begun)} operations had begun, progress is as it was or true; ${recover}`,
};
