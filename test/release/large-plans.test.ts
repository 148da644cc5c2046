import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invariants } from "../../release/invariants";
import { judgeMove } from "../../release/judge-move";
import { type LifeCycle, stagesOf } from "../../release/life-cycle";
import type { AllowedMove } from "../../release/move";
import type { Release } from "../../release/release";
import { type Step, stepOf } from "../../release/step";
import { applyMove } from "../../release/transition";
import { situationIn } from "./support/ask";
import { type BuiltName, catalogue, lifeCycleWith } from "./support/catalogue";
import { faults } from "./support/faults";
import { emptyWorld, present, recorded, type World } from "./support/world";

/*
 * Long walks through plans that are too large to search: up to twelve phases, equal neighbouring shares included. Every step is held against every
 * invariant. It samples, it does not prove; the exhaustive search proves, on small plans.
 */
const plan: fc.Arbitrary<LifeCycle> = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 0, maxLength: 11 })
  .map((shares) => [...shares.sort((a, b) => a - b), 100])
  .map((shares) =>
    lifeCycleWith(shares.map((trafficPercent, at) => ({ name: `p${at}`, trafficPercent, enter: ["soak"] }))),
  );

interface Walked {
  readonly name: BuiltName;
  readonly stage: number;
  readonly fault: number;
  readonly event: "ask" | "next" | "back" | "hold" | "lift" | "forget";
  readonly percent: number;
  readonly isReached: boolean;
}

const walk: fc.Arbitrary<readonly Walked[]> = fc.array(
  fc.record({
    name: fc.constantFrom<BuiltName>("running", "first", "otherTemplate", "rebuilt", "fixed"),
    stage: fc.nat(16),
    // Mostly nothing is wrong, or no walk would get far.
    fault: fc.oneof({ weight: 4, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(faults.length - 1) }),
    event: fc.constantFrom("ask", "ask", "next", "next", "next", "next", "back", "hold", "lift", "forget"),
    percent: fc.integer({ min: 0, max: 100 }),
    isReached: fc.boolean(),
  }),
  { minLength: 10, maxLength: 60 },
);

const seen: Record<string, number> = {};

const nameOf = (release: Release | undefined): BuiltName | undefined =>
  (Object.keys(catalogue) as BuiltName[]).find((name) => catalogue[name].release.id === release?.id);

/** The stage after the reached one, for the release in progress: without it random walks would never climb. */
function nextOf({ progress }: World, lifeCycle: LifeCycle, { name, stage }: Walked): readonly [BuiltName, string] {
  const stages = ["bootstrap", ...stagesOf(lifeCycle), "elsewhere"];
  const own = nameOf(progress?.release);
  if (progress === undefined || own === undefined) return ["running", "bootstrap"];
  const next = stages[stages.indexOf(progress.phase) + 1];
  return next === undefined || progress.phase === "complete" || progress.phase === "bootstrap"
    ? [name, stage % 2 === 0 ? "prepare" : (next ?? "prepare")]
    : [own, next];
}

function happen(world: World, { event, percent }: Walked): World {
  const { progress, hold, journal } = world;
  if (progress === undefined) return world;
  if (event === "hold") {
    const set = { release: progress.release.id, ceilingPercent: percent, reason: "error rate above 2 %", at: present };
    const isStable = progress.release.id === progress.stable.id;
    const weightPercent = isStable ? world.weightPercent : Math.min(world.weightPercent, percent);
    return { ...world, hold: set, weightPercent, journal: { ...journal, holds: [...journal.holds, recorded(set)] } };
  }
  if (event === "lift") return { ...world, journal: { ...journal, lifts: [...journal.lifts, ...journal.holds] } };
  return hold === undefined ? world : { ...world, hold: { ...hold, ceilingPercent: 100 } };
}

/** What is asked, and of which release. */
function questionOf(world: World, lifeCycle: LifeCycle, walked: Walked): readonly [BuiltName, string] {
  const stages = ["bootstrap", ...stagesOf(lifeCycle), "elsewhere"];
  if (walked.event === "next") return nextOf(world, lifeCycle, walked);
  if (walked.event === "back") return [nameOf(world.progress?.completed[walked.stage % 2]) ?? "running", "complete"];
  return [walked.name, stages[walked.stage % stages.length] ?? "elsewhere"];
}

function step(world: World, lifeCycle: LifeCycle, walked: Walked): World {
  if (walked.event === "hold" || walked.event === "lift" || walked.event === "forget") return happen(world, walked);
  const [name, phase] = questionOf(world, lifeCycle, walked);
  const sound = situationIn(world, lifeCycle, catalogue[name], phase);
  const situation = faults[walked.fault]?.on(sound) ?? sound;
  const move = judgeMove(situation);
  seen[move.kind] = (seen[move.kind] ?? 0) + 1;
  const sharePercent = move.kind === "refused" ? 0 : move.sharePercent;
  const after = applyMove(situation, move, { sharePercent, ready: true, at: present });
  const unreached = applyMove(situation, move, { sharePercent, ready: false, at: present });
  const taken = stepOf({ situation, move, after, unreached, entered: world.entered });
  const broken = Object.entries(invariants).filter(([, holds]) => !holds(taken));
  expect(broken.map(([sentence]) => sentence)).toEqual([]);
  // A fault of reading is not what is there, so a walk goes on only from sound questions.
  return taken.allowed === undefined || situation !== sound
    ? world
    : goOn(world, taken, taken.allowed, walked.isReached);
}

/** The world after an allowed move, which may have been interrupted once the weight had moved. */
function goOn(world: World, { same, asked, after }: Step, move: AllowedMove, isReached: boolean): World {
  const holds = move.records === undefined ? world.journal.holds : [...world.journal.holds, move.records];
  const written = {
    ...world,
    hold: move.hold ?? world.hold,
    journal: { ...world.journal, holds, bootstrapped: world.journal.bootstrapped || move.kind === "bootstrap" },
  };
  if (!isReached && world.progress !== undefined) {
    return { ...written, weightPercent: same ? move.sharePercent : world.weightPercent };
  }
  const entered = same ? [...new Set([...world.entered, asked.phase])] : [asked.phase];
  return { ...written, progress: after, weightPercent: move.sharePercent, entered };
}

describe("large plans", () => {
  it("keep every invariant on long walks", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(plan, walk, (lifeCycle, walked) => {
        walked.reduce((world, one) => step(world, lifeCycle, one), emptyWorld);
      }),
      { numRuns: 3_000 },
    );
    // Walks that never climb or never come back would show nothing.
    for (const kind of ["bootstrap", "up", "stay", "down", "return", "refused"])
      expect(seen[kind]).toBeGreaterThan(100);
  });

  it("can be gone through from the bootstrap to the sign-offs, one stage after the other", () => {
    fc.assert(
      fc.property(plan, (lifeCycle) => {
        const go = (world: World, name: BuiltName, phase: string): World =>
          step(world, lifeCycle, {
            name,
            stage: ["bootstrap", ...stagesOf(lifeCycle)].indexOf(phase),
            fault: -1,
            event: "ask",
            percent: 0,
            isReached: true,
          });
        const start = go(emptyWorld, "running", "bootstrap");
        const end = stagesOf(lifeCycle).reduce((world, stage) => go(world, "first", stage), start);
        expect(end.progress).toMatchObject({ phase: "sign-offs", stable: catalogue.first.release, sharePercent: 100 });
      }),
    );
  });
});
