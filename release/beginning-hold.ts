import type { Hold } from "./hold";
import type { Instant } from "./instant";
import type { Release } from "./release";

const reason = "nothing holds it, its bootstrap has begun";

/** The hold that a bootstrap writes before anything runs: it holds nothing, and says which release is going to be the first stable one. */
export const beginningHold = ({ id }: Pick<Release, "id">, at: Instant): Hold => ({
  ...{ release: id, ceilingPercent: 100, reason, at },
});

/** Whether a hold says no more than that a bootstrap has begun. It stands until the next release starts, so it does not say that one has ended. */
export const isBeginning = (hold: Hold): boolean => hold.ceilingPercent === 100 && hold.reason === reason;
