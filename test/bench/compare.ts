import type { MeasuredRun } from "./measured-run";
import type { Ours } from "./ours";
import { roles, type Role } from "./process-role";
import type { Asked, Side } from "./side";
import { summary, type Summary } from "./summary";

/** What is measured, in the order of each round. */
export const actions = ["preview", "up"] as const;
export type Action = (typeof actions)[number];

/** Both sides at one size, over all rounds. */
export interface Comparison {
  readonly action: Action;
  /** The size that was asked for. */
  readonly size: number;
  /** Resources that each side declares: the program's own where it is larger than the size. */
  readonly resources: number;
  readonly rounds: number;
  readonly ours: Measured;
  readonly floor: Measured;
  /** Ours over the floor, pair by pair of one round. */
  readonly ratio: Summary;
  /** The same of processor time, which other load on the machine hardly moves. */
  readonly cpuRatio: Summary;
}

/** Seconds and memory of one side. */
export interface Measured {
  readonly seconds: Summary;
  readonly cpuSeconds: Summary;
  readonly cpuByRole: Readonly<Record<Role, Summary>>;
  readonly peakRssMiB: Summary;
}

/** What to compare, and whom to tell. */
export interface CompareArgs {
  readonly ours: Ours;
  readonly floor: Side;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** Runs both sides turn by turn, so that whatever else the machine does meets both. The first turn makes the resources and does not count. */
export async function compare({ ours, floor, rounds, say }: CompareArgs, size: number): Promise<readonly Comparison[]> {
  const resources = Math.max(size, ours.ownResources + 1);
  const pairs = new Map<Action, Pair[]>(actions.map((action) => [action, []]));
  for (const action of ["up", "preview"] as const) {
    await pairOf(action, { ours, floor }, { resources, serial: "grown" }, false);
  }
  for (let round = 1; round <= rounds; round++) {
    for (const action of actions) {
      const asked = { resources, serial: `${size}-${round}` };
      const pair = await pairOf(action, { ours, floor }, asked, round % 2 === 0);
      pairs.get(action)?.push(pair);
      const [a, b] = [pair.ours.seconds, pair.floor.seconds].map((seconds) => seconds.toFixed(2));
      say(`${resources} resources, round ${round}, ${action}: ours ${a} s, floor ${b} s`);
    }
  }
  return [...pairs].map(([action, all]) => comparison(action, size, resources, all));
}

interface Pair {
  readonly ours: MeasuredRun;
  readonly floor: MeasuredRun;
}

async function pairOf(
  action: Action,
  sides: { readonly ours: Side; readonly floor: Side },
  asked: Asked,
  oursFirst: boolean,
): Promise<Pair> {
  if (oursFirst) {
    const first = await sides.ours[action](asked);
    return { ours: first, floor: await sides.floor[action](asked) };
  }
  const first = await sides.floor[action](asked);
  return { floor: first, ours: await sides.ours[action](asked) };
}

function comparison(action: Action, size: number, resources: number, pairs: readonly Pair[]): Comparison {
  return {
    ...{ action, size, resources, rounds: pairs.length },
    ours: measured(pairs.map(({ ours }) => ours)),
    floor: measured(pairs.map(({ floor }) => floor)),
    cpuRatio: summary(pairs.map(({ ours, floor }) => ours.cpuSeconds / floor.cpuSeconds)),
    ratio: summary(pairs.map(({ ours, floor }) => ours.seconds / floor.seconds)),
  };
}

const measured = (runs: readonly MeasuredRun[]): Measured => ({
  cpuSeconds: summary(runs.map(({ cpuSeconds }) => cpuSeconds)),
  cpuByRole: Object.fromEntries(
    roles.map((role) => [role, summary(runs.map(({ cpuByRole }) => cpuByRole[role] ?? 0))]),
  ) as Record<Role, Summary>,
  seconds: summary(runs.map(({ seconds }) => seconds)),
  peakRssMiB: summary(runs.map(({ peakRssMiB }) => peakRssMiB)),
});
