import type { Command } from "commander";
import pc from "picocolors";
import { durationText } from "../release/gates/duration-text";
import type { Judged } from "../release/gates/judged";
import { blockerLine } from "../release/blocker";
import { secondsOf } from "../release/instant";
import { stageIndex, stagesOf } from "../release/life-cycle";
import type { Move } from "../release/move";
import { assess, type Assessment } from "../situation/assess";
import { releaseOf } from "../situation/release-of";
import { exitCodes, run } from "./run";
import { chooseStack, stackInputs } from "./stack-config";

interface ExplainOptions {
  readonly cwd: string;
  readonly stack?: string;
  readonly phase?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** What stands between a release and a phase. */
export interface Explanation {
  readonly system: string;
  readonly stack: string;
  readonly phase: string;
  readonly release: string;
  readonly at: string;
  readonly move: Move;
  readonly gates: readonly Judged[];
}

/** Adds `sluice explain`: every gate of the next phase with its verdict, its evidence and what to do. */
export function addExplainCommand(program: Command): void {
  program
    .command("explain")
    .description("say what stands between the release and a phase: every gate, its evidence, the next step")
    .option("--cwd <folder>", "folder of the Pulumi project", ".")
    .option("--stack <stack>", "the stack")
    .option(
      "--phase <phase>",
      "the phase to explain; left out, that of the settings, or the next one when the release stands there already",
    )
    .option("--at <time>", "explain as of this moment, in UTC: will it still count on Monday?")
    .option("--json", "print everything as one JSON object")
    .addHelpText(
      "after",
      "\nExit code: 0 the release may go on, 3 it may not, 4 something cannot be judged, 1 a mistake in the call.",
    )
    .action((options: ExplainOptions) =>
      run(async () => {
        const explanation = await explain(options);
        console.log(options.json === true ? JSON.stringify(explanation, null, 2) : explanationText(explanation));
        process.exitCode = explanationExitCode(explanation);
      }),
    );
}

async function explain(options: ExplainOptions): Promise<Explanation> {
  const at = options.at ?? new Date().toISOString();
  if (!Number.isFinite(secondsOf(at))) throw new Error(`time "${at}": must be in UTC such as 2026-11-21T10:00:00Z`);
  const asked = await assessPhase(options, options.phase, at);
  const next = options.phase === undefined ? nextStage(asked) : undefined;
  const { inputs, plan, move, verdicts, situation } = next === undefined ? asked : await assessPhase(options, next, at);
  return {
    system: plan.system,
    stack: inputs.stack,
    phase: inputs.settings.phase,
    release: situation.asked.release.id,
    at,
    move,
    gates: verdicts,
  };
}

function assessPhase({ cwd, stack }: ExplainOptions, phase: string | undefined, now: string): Promise<Assessment> {
  const inputs = stackInputs(chooseStack(cwd, stack), phase === undefined ? {} : { phase });
  return assess({ inputs, release: releaseOf(inputs), now });
}

/** The stage after the one where the release stands, when the settings ask for nothing new: that is the one a person wants to know of. */
function nextStage({ move, situation: { lifeCycle, asked } }: Assessment): string | undefined {
  if (move.kind !== "stay") return undefined;
  const stages = stagesOf(lifeCycle);
  return stages[stageIndex(lifeCycle, asked.phase) + 1];
}

/** The explanation as lines; colours only on a terminal. */
export function explanationText({ system, stack, phase, release, at, move, gates }: Explanation): string {
  const width = Math.max(0, ...gates.map(({ gate }) => (gate ?? "").length));
  const others = move.kind === "refused" ? move.blockers.filter(({ gate }) => gate === undefined) : [];
  return [
    `${system} on ${stack}: release ${release} to phase "${phase}", as of ${at}`,
    ...gates.flatMap((judged) => gateLines(judged, width, at)),
    ...others.map((blocker) => `${pc.red("blocks ")} ${blockerLine(blocker)}`),
    outcomeLine(move),
  ].join("\n");
}

const marks: Readonly<Record<Judged["status"], (text: string) => string>> = {
  pass: pc.green,
  fail: pc.red,
  unknown: pc.yellow,
};

function gateLines(
  { gate, status, reason, remedy, evidence = [] }: Judged,
  width: number,
  at: string,
): readonly string[] {
  const indent = " ".repeat(width + 9);
  return [
    `${marks[status](status.padEnd(7))} ${(gate ?? "").padEnd(width)} ${reason}`,
    ...evidence.map((one) => {
      const age = durationText(secondsOf(at) - secondsOf(one.issued));
      const until = one.countsUntil === undefined ? "" : `, counts until ${one.countsUntil}`;
      return `${indent}${one.path}, by ${one.signer}, ${age} old${until}`;
    }),
    ...(status === "pass" || remedy === undefined ? [] : [`${indent}next: ${remedy}`]),
  ];
}

const outcomeLine = (move: Move): string =>
  move.kind === "refused"
    ? pc.red(`refused: ${move.blockers.length} in the way`)
    : pc.green(`may go ${move.kind}: ${move.previousPercent} % to ${move.sharePercent} %`);

/** 0 when the release may go on, 3 when all that is in the way cannot be judged, else 2. */
export function explanationExitCode({ move, gates }: Explanation): number {
  if (move.kind !== "refused") return exitCodes.ok;
  const open = gates.filter(({ status }) => status !== "pass");
  const onlyUnknown = open.length > 0 && open.every(({ status }) => status === "unknown");
  return onlyUnknown && move.blockers.every(({ gate }) => gate !== undefined) ? exitCodes.unknown : exitCodes.refused;
}
