import type { Blocker } from "./blocker";
import type { Guard } from "./guard";
import { type Guards, guards as allGuards } from "./guards";
import { allowedMove } from "./allowed-move";
import type { Move } from "./move";
import type { Situation } from "./situation";
import { type Standing, standingOf } from "./standing";

/**
 * Judges what the configuration asks for: an allowed move with the shares to set, or a refusal with every reason there is.
 * Pure: the same situation gives the same answer. `guards` is there for tests that take one out.
 */
export function judgeMove(situation: Situation, guards: Guards = allGuards): Move {
  const standing = standingOf(situation);
  const unreadable = blockersOf(guards.state, standing);
  const blockers = unreadable.length > 0 ? unreadable : blockersOf(guards.move, standing);
  return blockers.length > 0 ? { kind: "refused", blockers } : allowedMove(standing);
}

function blockersOf(table: Readonly<Record<string, Guard>>, standing: Standing): readonly Blocker[] {
  const blockers = Object.entries(table).flatMap(([guard, { of, judge }]) =>
    of.includes(standing.kind) ? judge(standing).map((finding) => ({ guard, ...finding })) : [],
  );
  // What several rules ask for is one thing to do. A reason names its gate.
  return blockers.filter(({ reason }, at) => at === blockers.findIndex((one) => one.reason === reason));
}
