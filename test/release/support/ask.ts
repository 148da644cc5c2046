import type { Asked } from "../../../release/asked";
import { absent, present } from "../../../release/known";
import type { LifeCycle } from "../../../release/life-cycle";
import type { Situation } from "../../../release/situation";
import { pass } from "../../../release/verdict";
import { type Built, type BuiltName, catalogue, type SmallPlan } from "./catalogue";
import { now, type World } from "./world";

/** Verdicts that let everything through. */
const verdicts = [
  "bootstrap",
  "minimum",
  "enter-prepare",
  "enter-canary",
  "enter-tenth",
  "enter-graduated",
  "enter-half",
  "enter-full",
  "signed-off",
  "soak",
  "trust-change",
  "backup",
  "staging-since-rollback",
  "rollback-cause",
].map((gate) => ({ gate, ...pass("fresh and signed") }));

/** The situation of a sound world in which every gate passes and this is asked. */
export function situationIn(world: World, lifeCycle: LifeCycle, built: Built, phase: string): Situation {
  const { progress, hold, journal, weightPercent } = world;
  return {
    lifeCycle,
    asked: askFor(built, phase),
    progress: progress === undefined ? absent : present(progress),
    hold: hold === undefined ? absent : present(hold),
    weight: progress === undefined ? absent : present(weightPercent),
    running: progress === undefined ? absent : present({ stable: progress.stable.artifacts, replaced: [] }),
    journal: present({ ...journal, head: "head", reachesProgress: true }),
    freezes: present([]),
    sourceRevision: present(built.source),
    trustHash: progress?.trustHash ?? "trust-1",
    verdicts,
    now,
    clockSkewSeconds: present(0),
  };
}

/** What a person asks for, without anything unusual. */
export const askFor = ({ release }: Built, phase: string): Asked => ({
  system: "proofile",
  stack: "production",
  release,
  phase,
  profile: "normal",
  rehearsal: false,
});

/** Every release of the model with every stage of its plan, and with stages that no plan has. */
export function asksOf(
  { short, long }: SmallPlan,
  releases: readonly BuiltName[],
): readonly (readonly [Built, string, LifeCycle])[] {
  return releases.flatMap((name) => {
    const built: Built = catalogue[name];
    const lifeCycle = built.release.planHash === "v1:long" ? long : short;
    const stages = [
      "bootstrap",
      "prepare",
      ...lifeCycle.phases.map(({ name }) => name),
      "complete",
      "sign-offs",
      "elsewhere",
    ];
    return stages.map((stage) => [built, stage, lifeCycle] as const);
  });
}
