import { rmSync } from "node:fs";
import type { Command } from "commander";
import { ask } from "./ask";
import { engineLocks, type EngineLock } from "./recover/engine-lock";
import { findings, stackPlace, type Findings } from "./recover/findings";
import { recovered } from "./recover/recovered";
import { tornFiles } from "./recover/torn-files";
import { exitCodes, run } from "./run";
import { chooseStack, stackInputs } from "./stack-config";

interface RecoverOptions {
  readonly cwd: string;
  readonly stack?: string;
  readonly yes?: boolean;
  readonly holderGone?: boolean;
  readonly json?: boolean;
}

/** Adds `sluice recover`: makes a stack ready for `pulumi up` again after an engine has died in the middle of one. */
export function addRecoverCommand(program: Command): void {
  program
    .command("recover")
    .description("after an engine has died: clear its lock, clear pending creates for adoption, refresh the stack")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .option("--stack <stack>", "the stack")
    .option("-y, --yes", "do it without asking")
    .option("--holder-gone", "I have made sure that the engine of the lock is gone, where it cannot be seen from here")
    .option("--json", "print what was done as one JSON object")
    .addHelpText("after", help)
    .action((options: RecoverOptions) => run(() => recover(options)));
}

const help = `
It changes the state of the stack, and nothing on the platform but one object: progress that somebody deleted is
written again as the stack last applied it. A file beside the state that Pulumi had not written to its end goes first. A pending create is what the engine had begun and not seen the end of;
its object may exist. The next "pulumi up" takes such an object over.

Exit code: 0 recovered, 1 a mistake or a failure, 3 refused and nothing changed, 130 interrupted.
Example:
  npx sluice recover --stack production
  pulumi up --stack production`;

async function recover(options: RecoverOptions): Promise<void> {
  const inputs = stackInputs(chooseStack(options.cwd, options.stack));
  tell(`looking at stack "${inputs.stack}"`);
  const place = await stackPlace(inputs);
  const locks = engineLocks(place);
  const torn = tornFiles(place);
  const locked = lockObjection(locks, place.backend, options) ?? (await unconfirmed(torn.map(removalOf), options));
  if (locked !== undefined) {
    refuse(locked);
    return;
  }
  // With such a file beside it the state cannot be read at all.
  for (const file of torn) rmSync(file);
  const found = await findings(inputs, locks);
  const objection = progressObjection(found) ?? (await unconfirmed(found.intentions, options));
  if (objection !== undefined) {
    refuse(objection);
    return;
  }
  const recovery = await recovered(inputs, found, tell);
  if (recovery === "interrupted") {
    tell('interrupted: the stack is not refreshed to the end; run "sluice recover" again');
    process.exitCode = exitCodes.interrupted;
    return;
  }
  const next = `pulumi up --stack ${inputs.stack}`;
  const done = { stack: inputs.stack, filesRemoved: torn, ...recovery, next };
  console.log(options.json === true ? JSON.stringify(done, null, 2) : `recovered "${inputs.stack}"; next: ${next}`);
}

const removalOf = (file: string): string => `remove "${file}", which Pulumi has not written to its end`;

function refuse(objection: string): void {
  tell(objection);
  process.exitCode = exitCodes.refused;
}

/** Why nothing of the stack may be touched; nothing when it may. */
function lockObjection(
  locks: readonly EngineLock[] | undefined,
  backend: string,
  { holderGone = false }: RecoverOptions,
): string | undefined {
  const alive = locks?.find(({ life }) => life === "alive");
  if (alive !== undefined)
    return `stack: its engine must have ended, got ${alive.holder}; wait for it, or end it with an interrupt`;
  if (holderGone) return undefined;
  if (locks === undefined)
    return `stack: on the backend ${backend} nobody can see from here whether an engine runs; make sure, then add --holder-gone`;
  const unknown = locks.find(({ life }) => life === "unknown");
  return unknown === undefined ? undefined : `${unseen(unknown)}; make sure that it is gone, then add --holder-gone`;
}

const progressObjection = ({ progress }: Findings): string | undefined =>
  progress.kind === "unknown"
    ? `progress: must be readable before the stack is refreshed, got ${progress.reason}`
    : undefined;

const unseen = ({ holder, known }: EngineLock): string =>
  `stack: whether its engine runs cannot be seen from here: ${holder}, ${known}`;

/** Asks for a yes to what is going to be done; nothing has to be asked for when there is nothing to do. */
async function unconfirmed(
  intentions: readonly string[],
  { yes = false }: RecoverOptions,
): Promise<string | undefined> {
  if (intentions.length === 0) return undefined;
  for (const line of intentions) tell(`will ${line}`);
  if (yes || /^y(es)?$/i.test((await ask("Go on? [y/N] ")) ?? "")) return undefined;
  return "nobody has said yes to that, and it was not done; say it with --yes";
}

const tell = (line: string): void => {
  process.stderr.write(`sluice: ${line}\n`);
};
