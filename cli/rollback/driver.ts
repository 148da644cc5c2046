import type { Platform } from "../../plan/platform";
import type { Place } from "../../situation/live";
import { kubernetes } from "./kubernetes";

/** What a person orders: everything back to the stable release. */
export interface RollbackOrder {
  readonly place: Place;
  /** Why, as one line; it stands in the hold. */
  readonly reason: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
}

/** What became of the share of one service. */
export interface TakenBack {
  readonly service: string;
  /** The candidate's share after it, in percent; left out: it could not be read. */
  readonly percent?: number;
  /** What went wrong on the way, one line each; a share of 0 may have been reached all the same. */
  readonly problems: readonly string[];
}

/** What a rollback has done. */
export interface RolledBack {
  /** `written`, `held already`, `not needed` because there is no candidate, or why there is no hold. */
  readonly hold: string;
  readonly services: readonly TakenBack[];
}

/** Takes the candidate's share to 0 on one platform: the hold first, with a limit of a second, the weights whatever becomes of it. */
export type RollbackDriver = (order: RollbackOrder) => Promise<RolledBack>;

const notBuilt: RollbackDriver = ({ place: { platform } }) =>
  Promise.reject(new Error(`rollback on platform "${platform}": is not built yet, choose kubernetes`));

/** The way back of each platform. */
export const rollbackDrivers: Record<Platform, RollbackDriver> = { aws: notBuilt, azure: notBuilt, kubernetes };
