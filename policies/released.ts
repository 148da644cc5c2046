import type { Claim } from "../contract/claim";
import type { Plan } from "../plan/plan";

/** What the pack knows of the release that everything else in the stack belongs to. */
export interface Released {
  readonly claim: Claim;
  /** The plan as the stack goes through it. */
  readonly plan: Plan;
}

/** Keeps what the claim said, from the root `Release` to its children: the engine shows them one by one, the root first. */
export interface ReleaseMemory {
  /** What was read of the release; throws where nothing was, so that whoever asks fails closed. */
  readonly recall: () => Released;
  /** Keeps it, in place of what was kept before. Left out: forgets, so that nothing is compared with an older claim. */
  readonly keep: (released?: Released) => void;
}

/** A memory with nothing in it. */
export function releaseMemory(): ReleaseMemory {
  let kept: Released | undefined;
  return {
    keep: (released) => (kept = released),
    recall: () => {
      if (kept === undefined) throw new Error("no readable claim of a release came before it");
      return kept;
    },
  };
}
