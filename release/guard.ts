import type { Blocker } from "./blocker";
import type { MoveKind } from "./move";
import type { Standing } from "./standing";

/** What a guard found; the table adds the guard's name. */
export type Finding = Omit<Blocker, "guard">;

/** One rule of the life cycle. */
export interface Guard {
  /** The kinds of move that it looks at. */
  readonly of: readonly MoveKind[];
  /** Every reason to refuse, or none. It may trust that the guards over state have passed. */
  readonly judge: (standing: Standing) => readonly Finding[];
}

/** No reason to refuse. */
export const nothing: readonly Finding[] = [];

/** One reason to refuse: what was found, and who must do what. */
export const finding = (reason: string, remedy: string): readonly Finding[] => [{ reason, remedy }];

/** Every kind of move. */
export const everyKind: readonly MoveKind[] = ["bootstrap", "up", "stay", "down", "return"];
/** The kinds of move that are judged by gates. */
export const upward: readonly MoveKind[] = ["bootstrap", "up"];
