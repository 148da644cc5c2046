import { type Instant, secondsOf } from "./instant";
import type { HoldRecord } from "./journal";
import type { Release } from "./release";
import { holdsRelease } from "./standing-hold";

/**
 * When the soak of the phase in progress began to count: `since`, when weight and readiness were reached, or when the release was last held, whichever is
 * later. A hold restarts the soak even if it was lifted since, and even if its ceiling was not below the phase: what was measured before it proves nothing
 * about what came after. A time that cannot be read is given back as it is, so that whoever counts from it counts nothing.
 */
export function soakSince(since: Instant, release: Release, holds: readonly HoldRecord[]): Instant {
  const own = holds.filter((one) => one.ceilingPercent !== 100 && holdsRelease(one, release, undefined));
  return own.reduce((latest, { at }) => (secondsOf(at) <= secondsOf(latest) ? latest : at), since);
}
