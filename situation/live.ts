import type { Platform } from "../plan/platform";
import type { Hold } from "../release/hold";
import { unknown, type Known } from "../release/known";
import type { Progress } from "../release/progress";
import type { Running } from "../release/running";
import { kubernetes } from "./kubernetes";

/** Where a stack of a system runs, as far as a reader must know. */
export interface Place {
  readonly platform: Platform;
  readonly system: string;
  readonly stack: string;
  /** Services of the plan, which each have a weight. */
  readonly services: readonly string[];
  /** Which objects carry the weights. */
  readonly router: "traefik" | "gateway-api";
  /** Context of the ambient kubeconfig; left out: its current one. */
  readonly context?: string;
}

/** What is true on the platform right now. Absent and unreadable are two answers. */
export interface Live {
  readonly progress: Known<Progress>;
  readonly hold: Known<Hold>;
  /** The share of the traffic that reaches the release in progress, in percent: the smallest of all services while they differ. */
  readonly weight: Known<number>;
  /** What runs as the stable release, and what stands there that an update would replace. */
  readonly running: Known<Running>;
  /** How far the platform's clock is ahead of ours, in seconds. */
  readonly clockSkewSeconds: Known<number>;
}

/** Reads what is true on one platform. It never throws and never writes; whatever goes wrong is `unknown` with a reason. */
export type LiveReader = (place: Place) => Promise<Live>;

const nowhere: LiveReader = ({ platform }) => {
  const reason = unknown(`reading from platform "${platform}" is not built yet, choose kubernetes`);
  return Promise.resolve({ progress: reason, hold: reason, weight: reason, running: reason, clockSkewSeconds: reason });
};

/** The reader of each platform. */
export const live: Record<Platform, LiveReader> = { aws: nowhere, azure: nowhere, kubernetes };
