import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { ToolchainStopped } from "./toolchain-problem";

const retryMilliseconds = 300;

/** How one waits for a lock. */
export interface LockWait {
  readonly signal: AbortSignal;
  /** Called before each new attempt while another run holds the lock. */
  readonly waiting: () => void;
}

/**
 * Runs `work` while no other process holds the lock at `path` (whose folder must exist). The holder renews it every
 * 2 s; a lock that has not been renewed for 10 s, because its holder was killed, is taken over. A holder that was
 * suspended may lose it that way: work must end in one atomic step, so that doing it twice is only slow.
 */
export async function withBuildLock<T>(path: string, wait: LockWait, work: () => Promise<T>): Promise<T> {
  const release = await acquire(path, wait);
  try {
    return await work();
  } finally {
    // A lock that was taken over cannot be released by us any more, which is as good as released.
    await release().catch(() => undefined);
  }
}

async function acquire(path: string, wait: LockWait): Promise<() => Promise<void>> {
  for (;;) {
    if (wait.signal.aborted) throw new ToolchainStopped();
    try {
      return await lock(path, { realpath: false, stale: 10_000, update: 2_000, onCompromised: () => undefined });
    } catch (failure) {
      if (!(failure instanceof Error && "code" in failure && failure.code === "ELOCKED")) throw failure;
    }
    wait.waiting();
    await sleep(retryMilliseconds, undefined, { signal: wait.signal }).catch(() => undefined);
  }
}
