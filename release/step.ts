import { secondsOf } from "./instant";
import type { HoldRecord } from "./journal";
import { valueOf } from "./known";
import { type LifeCycle, phaseOf, stageIndex } from "./life-cycle";
import type { AllowedMove, Move } from "./move";
import { type Progress, progressSchema } from "./progress";
import { sameArtifacts, sameCandidate } from "./same-release";
import type { Situation } from "./situation";
import { isReserved, type Stage } from "./stage";

/** One judged move and what came of it: what the invariants look at. */
export interface Step {
  readonly situation: Situation;
  readonly lifeCycle: LifeCycle;
  readonly asked: Situation["asked"];
  readonly move: Move;
  readonly kind: Move["kind"];
  /** The move, when it was allowed. */
  readonly allowed: AllowedMove | undefined;
  /** Whether gates must judge it. */
  readonly gated: boolean;
  readonly before: Progress | undefined;
  /** Progress once the move was carried out as it says. */
  readonly after: Progress | undefined;
  /** Progress when the weight was not reached, or the release did not get ready. */
  readonly unreached: Progress | undefined;
  /** Whether the asked pods are those in progress. */
  readonly same: boolean;
  /** The share that the asked release really has, in percent. */
  readonly has: number;
  /** Whether the asked release is to get more traffic than it really has. */
  readonly rises: boolean;
  /** Whether all state could be read and makes sense. */
  readonly readable: boolean;
  /** Where the asked stage and the reached one stand in the plan, -1 when nowhere. */
  readonly index: { readonly asked: number; readonly reached: number };
  /** The stages that the release in progress has entered since it started. */
  readonly entered: readonly Stage[];
}

/** What a step is made of; the rest follows. */
export type StepFacts = Pick<Step, "situation" | "move" | "after" | "unreached" | "entered">;

/** A step with everything that the invariants ask of it. */
export function stepOf(facts: StepFacts): Step {
  const { situation, move } = facts;
  const { asked, lifeCycle } = situation;
  const before = valueOf(situation.progress);
  const same = before !== undefined && sameCandidate(asked.release, before.release);
  const has = same && situation.weight.kind === "present" ? situation.weight.value : 0;
  const allowed = move.kind === "refused" ? undefined : move;
  return {
    ...facts,
    ...{ lifeCycle, asked, kind: move.kind, allowed, before, same, has },
    gated: move.kind === "up" || move.kind === "bootstrap",
    rises: allowed !== undefined && allowed.sharePercent > has,
    readable: isReadable(situation, before),
    index: {
      asked: stageIndex(lifeCycle, asked.phase),
      reached: before === undefined ? -1 : stageIndex(lifeCycle, before.phase),
    },
  };
}

/** Whether the gate was judged and every verdict on it is a pass. */
export function passes({ verdicts }: Situation, gate: string): boolean {
  const judged = verdicts.filter((verdict) => verdict.gate === gate);
  return judged.length > 0 && judged.every(({ status }) => status === "pass");
}

/** Whether the platform runs as stable what progress calls so, or what this move completes, and would keep all that stands there. */
export function findsItsOwn({ situation: { running }, asked, before, same }: Step): boolean {
  if (running.kind !== "present") return running.kind === "absent" && before === undefined;
  const { stable, replaced } = running.value;
  if (replaced.length > 0) return false;
  const owners =
    before === undefined ? [] : [before.stable, ...(same && asked.phase === "complete" ? [before.release] : [])];
  const services = Object.keys(before?.stable.artifacts ?? {});
  return services.every((service) => owners.some(({ artifacts }) => artifacts[service] === stable[service]));
}

/** The gates that plan and trust name for the asked stage. */
export function namedGates({ lifeCycle, asked: { phase } }: Situation): readonly string[] {
  return isReserved(phase) ? lifeCycle.stageGates[phase] : (phaseOf(lifeCycle, phase)?.enter ?? []);
}

/** Every hold, live or recorded, that no lifting names. */
export function heldBy({ hold, journal, progress }: Situation): readonly HoldRecord[] {
  const { holds, lifts } = journal.kind === "present" ? journal.value : { holds: [], lifts: [] };
  const all: readonly HoldRecord[] = hold.kind === "present" ? [...holds, hold.value] : holds;
  const progressed = valueOf(progress);
  return all
    .filter(({ release, at }) => !lifts.some((lift) => lift.release === release && lift.at === at))
    .map((one) => ({ ...one, ceilingPercent: one.ceilingPercent >= 0 ? one.ceilingPercent : 0 }))
    .filter(({ ceilingPercent }) => ceilingPercent !== 100)
    .map((one) => ({
      ...holds.find(({ release }) => release === one.release),
      ...artifactsOf(progressed, one.release),
      ...(progressed?.release.id === one.release && progressed.sourceRevision !== undefined
        ? { sourceRevision: progressed.sourceRevision }
        : {}),
      ...one,
    }));
}

const artifactsOf = (progress: Progress | undefined, release: string): Pick<HoldRecord, "artifacts"> => {
  const known = [progress?.release, ...(progress?.completed ?? [])].find((one) => one?.id === release);
  return known === undefined ? {} : { artifacts: known.artifacts };
};

/** Those holds that are on the asked release, under whichever id it comes. */
export function heldAs(step: Pick<Step, "situation" | "asked" | "same" | "before">): readonly HoldRecord[] {
  const { situation, asked, same, before } = step;
  const { sourceRevision } = situation;
  const asks = valueOf(sourceRevision);
  const source = same ? before?.sourceRevision : asks;
  return heldBy(situation).filter(
    (one) =>
      one.release === asked.release.id ||
      (one.artifacts !== undefined && sameArtifacts(one.artifacts, asked.release.artifacts)) ||
      (one.sourceRevision !== undefined && one.sourceRevision === source),
  );
}

function isReadable(situation: Situation, before: Progress | undefined): boolean {
  const { progress, hold, weight, clockSkewSeconds: skew, now, asked } = situation;
  if ([progress, hold, weight].some(({ kind }) => kind === "unknown")) return false;
  if (weight.kind === "present" && !isBetween(weight.value, 0, 100)) return false;
  if (skew.kind !== "present" || !isBetween(skew.value, -60, 60)) return false;
  const latest = secondsOf(now) + 60;
  const isPast = (at: string): boolean => secondsOf(at) <= latest;
  if (hold.kind === "present" && !isPast(hold.value.at)) return false;
  if (before === undefined) return true;
  const isOurs = before.system === asked.system && before.stack === asked.stack && before.schema <= progressSchema;
  return (
    isOurs && hold.kind === "present" && weight.kind === "present" && isPast(before.since) && isPast(before.completedAt)
  );
}

const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;
