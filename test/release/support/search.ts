import type { Guards } from "../../../release/guards";
import { invariants } from "../../../release/invariants";
import { judgeMove } from "../../../release/judge-move";
import type { LifeCycle } from "../../../release/life-cycle";
import type { AllowedMove } from "../../../release/move";
import type { Situation } from "../../../release/situation";
import { type Step, stepOf } from "../../../release/step";
import { applyMove } from "../../../release/transition";
import { asksOf, situationIn } from "./ask";
import type { BuiltName, SmallPlan } from "./catalogue";
import { faults } from "./faults";
import { emptyWorld, keyOf, normal, present, recorded, type World } from "./world";

/** What a search has seen. */
export interface Found {
  readonly states: number;
  /** What each state was put to: questions, each sound and with every fault, and happenings. */
  readonly events: number;
  readonly transitions: number;
  /** How often the judge answered with which kind. */
  readonly answers: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** How a search is done. */
export interface Search {
  readonly plan: SmallPlan;
  /** The releases that can be asked for. */
  readonly releases: readonly BuiltName[];
  /** How many standing holds the journal keeps at most. */
  readonly holdsKept: number;
  /** Whether faults are put to every question, or only to those that are allowed without: a fault is there to stop something. */
  readonly faultsOn: "every question" | "allowed questions";
  /** The guards to judge with; all of them when left out. */
  readonly guards?: Guards;
  /** Whether to stop at the first violation. */
  readonly stopAtFirst?: boolean;
}

/** Goes breadth-first through every state that can be reached, puts every event to each, and holds each step against the invariants. */
export function search(how: Search): Found {
  const { plan, releases, holdsKept, faultsOn, guards, stopAtFirst } = how;
  const asks = asksOf(plan, releases);
  const seen = new Set<string>([keyOf(emptyWorld)]);
  const queue: World[] = [emptyWorld];
  const answers: Record<string, number> = {};
  const violations: string[] = [];
  let transitions = 0;
  const reach = (world: World): void => {
    const next = normal(world, holdsKept);
    const key = keyOf(next);
    if (!seen.has(key)) queue.push(next);
    seen.add(key);
  };
  const put = (world: World, situation: Situation, name: () => string): Step => {
    const step = take(world, situation, guards);
    transitions += 1;
    answers[step.kind] = (answers[step.kind] ?? 0) + 1;
    for (const [sentence, holds] of rules)
      if (!holds(step)) violations.push(`${sentence}: ${name()}, in ${keyOf(world)}`);
    return step;
  };
  const follow = (world: World, step: Step): void => {
    if (step.allowed !== undefined) outcomes(world, step, step.allowed).forEach(reach);
  };
  for (const world of queue) {
    for (const happening of Object.values(happenings)) reach(happening(world, plan.short));
    transitions += Object.keys(happenings).length;
    for (const [built, phase, lifeCycle] of asks) {
      const sound = situationIn(world, lifeCycle, built, phase);
      const asked = `${built.release.id} to ${phase}`;
      const step = put(world, sound, () => asked);
      follow(world, step);
      const { allowed } = step;
      if (allowed === undefined && faultsOn === "allowed questions") continue;
      for (const { name, on, isReal } of faults) {
        const faulty = put(world, on(sound), () => `${asked}, ${name}`);
        if (isReal === true) follow(world, faulty);
      }
    }
    if (stopAtFirst === true && violations.length > 0) break;
  }
  const events = asks.length * (1 + faults.length) + Object.keys(happenings).length;
  return { states: seen.size, events, transitions, answers, violations };
}

const rules = Object.entries(invariants);

function take({ entered }: World, situation: Situation, guards: Guards | undefined): Step {
  const move = guards === undefined ? judgeMove(situation) : judgeMove(situation, guards);
  const sharePercent = move.kind === "refused" ? 0 : move.sharePercent;
  const after = applyMove(situation, move, { sharePercent, ready: true, at: present });
  // A refused move has one outcome only, which is looked at all the same.
  if (move.kind === "refused") return stepOf({ situation, move, after, unreached: after, entered });
  const short = applyMove(situation, move, { sharePercent: sharePercent + 1, ready: true, at: present });
  const unready = applyMove(situation, move, { sharePercent, ready: false, at: present });
  const unreached = short === unready ? short : after;
  return stepOf({ situation, move, after, unreached, entered });
}

/** An allowed move either gets through, or fails once the weight has moved and before progress was written. */
function outcomes(world: World, { same, after, asked, before }: Step, move: AllowedMove): readonly World[] {
  const { hold } = world;
  const journal = {
    ...world.journal,
    bootstrapped: world.journal.bootstrapped || move.kind === "bootstrap",
    holds: move.records === undefined ? world.journal.holds : [...world.journal.holds, move.records],
  };
  const written = { ...world, journal, hold: move.hold ?? hold };
  const entered = same ? [...new Set([...world.entered, asked.phase])].sort() : [asked.phase];
  const done = { ...written, progress: after, weightPercent: move.sharePercent, entered };
  if (before === undefined) return [done];
  // A new release takes all weight from the one in progress, whose share then reads 0; a return too.
  const left = same ? move.sharePercent : before.release.id === before.stable.id ? world.weightPercent : 0;
  return [done, { ...written, weightPercent: left }];
}

/** The engine or on-call people set a hold: the weight falls with it, unless the release is stable and nobody else could take it. */
function held(world: World, ceilingPercent: number): World {
  const { progress, weightPercent } = world;
  if (progress === undefined) return world;
  const isStable = progress.release.id === progress.stable.id;
  const hold = { release: progress.release.id, ceilingPercent, reason: "error rate above 2 %", at: present };
  return { ...world, hold, weightPercent: isStable ? weightPercent : Math.min(weightPercent, ceilingPercent) };
}

/** What happens without anybody asking the judge. */
const happenings: Readonly<Record<string, (world: World, lifeCycle: LifeCycle) => World>> = {
  "rolled back": (world) => held(world, 0),
  "stepped down": (world, { phases }) =>
    world.progress?.release.id === world.progress?.stable.id ? world : held(world, phases[0]?.trafficPercent ?? 0),
  "hold recorded": (world) =>
    world.hold === undefined || world.hold.ceilingPercent === 100
      ? world
      : {
          ...world,
          journal: { ...world.journal, holds: [...world.journal.holds, recorded(world.hold)] },
        },
  "hold lifted": (world) =>
    world.hold === undefined ? world : { ...world, journal: { ...world.journal, lifts: [world.hold] } },
  "recorded holds lifted": ({ journal, ...world }) => ({
    ...world,
    journal: { ...journal, lifts: [...journal.lifts, ...journal.holds] },
  }),
};
