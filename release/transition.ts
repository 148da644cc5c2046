import { type Instant, secondsOf } from "./instant";
import { valueOf } from "./known";
import type { AllowedMove, Move } from "./move";
import { type Progress, progressSchema } from "./progress";
import type { Release } from "./release";
import type { Situation } from "./situation";
import { isComplete } from "./stage";

/** What the cluster says once a move was carried out. */
export interface Reached {
  /** The share that the router sends to the asked release, in percent. */
  readonly sharePercent: number;
  /** Whether all its pods are ready. */
  readonly ready: boolean;
  readonly at: Instant;
}

/**
 * The progress after a move: what it was, unless the move was allowed, the router holds its share and the release is ready.
 * Staying writes nothing new, so that an alert fix restarts no soak.
 */
export function applyMove(situation: Situation, move: Move, reached: Reached): Progress | undefined {
  const before = valueOf(situation.progress);
  if (move.kind === "refused") return before;
  const isReached = reached.ready && reached.sharePercent === move.sharePercent && secondsOf(reached.at) > 0;
  return isReached ? written(situation, move, before, reached) : before;
}

function written(situation: Situation, move: AllowedMove, before: Progress | undefined, reached: Reached): Progress {
  const { asked } = situation;
  const sharePercent = move.targetPercent;
  if (before === undefined) return first(situation, sharePercent, reached);
  const common = { ...before, phase: asked.phase, sharePercent, since: sinceOf(move, before, reached) };
  switch (move.kind) {
    case "down":
      return common;
    case "return":
      return returned(situation, common);
    case "bootstrap":
    case "up":
      return climbed(situation, move, common, reached.at);
    case "stay":
      return before;
    default:
      return move.kind satisfies never;
  }
}

/** Soak goes on when the same pods keep the same share in the same phase, under whichever plan. */
const sinceOf = (move: AllowedMove, before: Progress, { at }: Reached): Instant =>
  move.startsRelease || move.from !== move.to || move.targetPercent !== before.sharePercent ? at : before.since;

function first(
  { asked, trustHash, journal, sourceRevision }: Situation,
  sharePercent: number,
  { at }: Reached,
): Progress {
  return {
    schema: progressSchema,
    system: asked.system,
    stack: asked.stack,
    release: asked.release,
    stable: asked.release,
    phase: asked.phase,
    sharePercent,
    profile: asked.profile,
    ...(sourceRevision.kind === "present" ? { sourceRevision: sourceRevision.value } : {}),
    since: at,
    completed: [asked.release],
    completedAt: at,
    trustHash,
    journalHead: journal.kind === "present" ? journal.value.head : "",
  };
}

/** Later releases are gone after a return: they come again only as new ones. The rollback that led here stays unanswered. */
function returned(situation: Situation, common: Progress): Progress {
  const { release } = situation.asked;
  const completed = common.completed.slice(common.completed.findIndex(({ id }) => id === release.id));
  return withSource({ ...common, release, stable: release, completed }, situation);
}

/** An upward move names the trust and the journal that it was judged by. */
function climbed(situation: Situation, move: AllowedMove, common: Progress, at: Instant): Progress {
  const { asked, trustHash, journal, lifeCycle } = situation;
  const { release, profile } = asked;
  const journalHead = journal.kind === "present" ? journal.value.head : common.journalHead;
  const next = { ...common, release, profile, trustHash, journalHead };
  if (move.startsRelease) return withSource(next, situation);
  const passed = move.pointOfNoReturn ? { ...next, pointOfNoReturn: release.id } : next;
  if (isComplete(move.from)) return renamed(passed, common.release);
  return asked.phase === "complete" ? completedWith(passed, lifeCycle.completedKept, at) : passed;
}

/** The stable release goes on under another plan: same pods, new id. */
function renamed(next: Progress, before: Release): Progress {
  const { release, completed, pointOfNoReturn } = next;
  return {
    ...next,
    stable: release,
    completed: [release, ...completed.slice(1)],
    ...(pointOfNoReturn === before.id ? { pointOfNoReturn: release.id } : {}),
  };
}

/** The candidate becomes the stable release. A point of no return that no kept release lies behind is forgotten. */
function completedWith(next: Progress, kept: number, at: Instant): Progress {
  const { release, pointOfNoReturn, ...rest } = next;
  const completed = [release, ...rest.completed.filter(({ id }) => id !== release.id)].slice(0, kept);
  const isKept = completed.some(({ id }) => id === pointOfNoReturn);
  return {
    ...rest,
    release,
    stable: release,
    completed,
    completedAt: at,
    ...(isKept && pointOfNoReturn !== undefined ? { pointOfNoReturn } : {}),
  };
}

/** The source belongs to the release: that of the one before must not stay. */
function withSource({ sourceRevision: _before, ...next }: Progress, { sourceRevision }: Situation): Progress {
  return sourceRevision.kind === "present" ? { ...next, sourceRevision: sourceRevision.value } : next;
}
