import type { Platform } from "../../plan/platform";
import { kubernetes } from "./kubernetes";
import type { RecordedProgress } from "./stack-state";

/** Writes progress to its platform as the stack last applied it. Throws when the platform refuses. */
export type RestoreProgress = (recorded: RecordedProgress) => Promise<void>;

const nowhere: RestoreProgress = () =>
  Promise.reject(new Error('progress: can be restored on platform "kubernetes" only, others are not built yet'));

/** How progress is restored on each platform. */
export const restoreProgress: Record<Platform, RestoreProgress> = { aws: nowhere, azure: nowhere, kubernetes };
