import { startUp } from "./engine-run";
import { reached, type Converged, type Interruption, type RecoveryPrint } from "./interruption";
import type { Moment } from "./raise-moments";
import { refuseProgress } from "./refuse-progress";

/** What an interrupted `up` has left, before anybody repaired it. */
export interface Left {
  /** What happened, as a row of a table. */
  readonly what: string;
  /** Exit code of the engine. */
  readonly code: number;
  /** Whether the object of progress is the same to the byte, its version included. */
  readonly progressSame: boolean;
  /** The highest share of the candidate that the API server told of, from the start of the `up` on. */
  readonly highestPercent: number;
  readonly ceilingPercent: number | undefined;
}

/** An interrupted `up` and what became of it. */
export interface InterruptedUp extends Left {
  readonly converged: Converged;
}

const tries = 3;

/** Starts the asked `up` and ends its engine by SIGKILL at the moment. Throws when the engine comes to its end every time before it is hit. */
export async function killedUp(
  interruption: Interruption,
  moment: Moment,
  prepare: () => Promise<void>,
): Promise<Left> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    await prepare();
    const { stack, weights } = interruption;
    const [writes, begin] = [stack.writes().length, await beginning(interruption)];
    const run = startUp(stack);
    const hit = await reached(run, () => moment.reached(run, interruption, writes));
    await run.kill();
    const { code } = await run.ended;
    // An update that has written progress was over: there was nothing left to interrupt.
    const over = stack.writes().slice(writes).some(writesProgress);
    if (hit && !over) return begin.left(`SIGKILL when ${moment.name}`, code);
    await interruption.converge();
    weights.latest();
  }
  throw new Error(`moment "${moment.name}": must come before the engine ends, got its end ${String(tries)} times`);
}

const writesProgress = ({ object, name, dryRun, code }: ReturnType<Interruption["stack"]["writes"]>[number]): boolean =>
  object === "configmaps" && name === "progress" && !dryRun && code < 300;

/** The asked `up`, whose last resource the API server refuses. */
export async function lastResourceRefused(interruption: Interruption): Promise<InterruptedUp> {
  const begin = await beginning(interruption);
  const allow = await refuseProgress(interruption);
  const { code } = await interruption.sluice("up", "--skip-preview", "--stack", interruption.stack.story.stack);
  const left = await begin.left("the API server refuses progress, the last resource", code);
  await allow();
  return { ...left, converged: await interruption.converge() };
}

/** The asked `up`, for its Rollouts alone. */
export async function targetedUp(interruption: Interruption): Promise<InterruptedUp> {
  const begin = await beginning(interruption);
  const { code } = await startUp(interruption.stack, "--target", "**Rollout::**").ended;
  const left = await begin.left("`up --target` of the Rollouts alone", code);
  return { ...left, converged: await interruption.converge() };
}

/** How the stack stood before an `up`. */
export interface Beginning {
  readonly left: (what: string, code: number) => Promise<Left>;
}

/** Remembers how the stack stands before an `up`. */
export async function beginning({ weights, standing }: Interruption): Promise<Beginning> {
  const [before, share, from] = [await standing(), weights.latest(), weights.seen.length];
  return {
    left: async (what, code) => {
      const after = await standing();
      weights.latest();
      return {
        ...{ what, code, progressSame: before.progress === after.progress },
        highestPercent: Math.max(share, ...weights.seen.slice(from).map(({ percent }) => percent)),
        ceilingPercent: after.ceilingPercent,
      };
    },
  };
}

/** What is wrong with how an interrupted raise ended; nothing when all is as it must be. */
export function faultsOf(up: InterruptedUp, phase: string, percent: number): readonly string[] {
  const { converged } = up;
  return [
    ...leftFaults(up, percent),
    ...(converged.phase === phase ? [] : [`progress says "${converged.phase}"`]),
    ...(converged.sharePercent === percent ? [] : [`progress says ${String(converged.sharePercent)} %`]),
    ...(converged.weightPercent === percent ? [] : [`the router holds ${String(converged.weightPercent)} %`]),
    ...(converged.changes === "" ? [] : [`a look at the stack finds changes: ${converged.changes}`]),
  ];
}

/** What is wrong with what was left, before any repair. */
export function leftFaults(
  { progressSame, highestPercent, ceilingPercent = 0 }: Left,
  percent: number,
): readonly string[] {
  return [
    ...(progressSame ? [] : ["progress was written"]),
    ...(highestPercent <= Math.min(percent, ceilingPercent) ? [] : [`the share was ${String(highestPercent)} %`]),
  ];
}

/** The operations that a recovery found, without their stack and project. */
export const interruptedOf = ({ interruptedOperations }: RecoveryPrint): string =>
  interruptedOperations
    .map(({ operation, urn }) => `${operation} ${urn.split("::").slice(2).join(" ").split("$").at(-1) ?? ""}`)
    .join(", ");
