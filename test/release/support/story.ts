import { judgeMove } from "../../../release/judge-move";
import type { Progress } from "../../../release/progress";
import type { Situation } from "../../../release/situation";
import { situationIn } from "./ask";
import { type BuiltName, catalogue, smallPlans } from "./catalogue";
import { emptyWorld, moment, type World } from "./world";

const plan = smallPlans[2];
if (plan === undefined) throw new Error("the third small plan has three phases");

/** The plan of the stories: canary 5 %, graduated 25 %, full 100 %; its longer version has 10 % between the first two. */
export const storyPlan = plan;

/** A system with a stable release and another one at a stage, nothing held. */
export function worldAt(phase: string, sharePercent: number, changes: Partial<Progress> = {}): World {
  const isComplete = ["complete", "sign-offs"].includes(phase);
  const { first, running } = catalogue;
  return {
    progress: {
      schema: 1,
      system: "proofile",
      stack: "production",
      release: first.release,
      stable: isComplete ? first.release : running.release,
      phase,
      sharePercent,
      profile: "normal",
      sourceRevision: first.source,
      since: moment(4),
      completed: isComplete ? [first.release, running.release] : [running.release],
      completedAt: moment(1),
      trustHash: "trust-1",
      journalHead: "head",
      ...changes,
    },
    hold: { release: "first", ceilingPercent: 100, reason: "nothing holds it", at: moment(3) },
    journal: { bootstrapped: true, holds: [], lifts: [] },
    weightPercent: sharePercent,
    entered: [],
  };
}

/** The same world after trouble took the share to the ceiling. */
export function heldAt(world: World, ceilingPercent: number, recorded = false): World {
  const hold = { release: "first", ceilingPercent, reason: "error rate above 2 % for 5 minutes", at: moment(5) };
  const known = { ...hold, artifacts: catalogue.first.release.artifacts, sourceRevision: catalogue.first.source };
  const journal = recorded ? { ...world.journal, holds: [known] } : world.journal;
  return { ...world, hold, journal, weightPercent: Math.min(world.weightPercent, ceilingPercent) };
}

/** The situation in which one of the model's releases is asked for a stage, with whatever is unusual about it. */
export function asking(world: World, name: BuiltName, phase: string, changes: Partial<Situation> = {}): Situation {
  const built = catalogue[name];
  const lifeCycle = built.release.planHash === "v1:long" ? storyPlan.long : storyPlan.short;
  return { ...situationIn(world, lifeCycle, built, phase), ...changes };
}

/** A cluster before the bootstrap. */
export const beforeBootstrap = emptyWorld;

/** The guards that refuse, in order, or the kind of the allowed move. */
export function answerTo(situation: Situation): readonly string[] {
  const move = judgeMove(situation);
  return move.kind === "refused" ? move.blockers.map(({ guard }) => guard) : [move.kind];
}
