import { setTimeout as sleep } from "node:timers/promises";
import { ApiException, PatchStrategy, setHeaderOptions, type V1PodStatus } from "@kubernetes/client-node";
import type { PodContext } from "./pod-context";

const retryMs = 500;

/** Keeps the status in the API equal to what `compute` says: one write at a time, the newest state only. */
export class StatusPublisher {
  #wanted = false;
  #closed = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: PodContext,
    private readonly compute: () => V1PodStatus,
  ) {}

  /** Says that the state has changed. */
  touch(): void {
    if (this.#wanted || this.#closed) return;
    this.#wanted = true;
    this.#writing = this.#writing.then(() => this.#write());
  }

  /** Waits until everything said so far is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Ends the writing, for a pod that is gone from the API. */
  close(): void {
    this.#closed = true;
  }

  async #write(): Promise<void> {
    while (!this.#closed) {
      this.#wanted = false;
      const { core, namespace, name, pod } = this.context;
      // The UID makes the API server refuse the write when another pod has taken the name meanwhile.
      const body = { metadata: { uid: pod().metadata?.uid }, status: asPatch(this.compute()) };
      const options = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);
      try {
        await core.patchNamespacedPodStatus({ namespace, name, body }, options);
        return;
      } catch (problem) {
        if (problem instanceof ApiException && [404, 409].includes(problem.code)) return;
        this.context.log(`status not written: ${String(problem)}`);
        // What the API server calls invalid stays so; the next change may be better.
        if (problem instanceof ApiException && problem.code === 422) return;
        await sleep(retryMs);
      }
    }
  }
}

/** A strategic merge joins lists of addresses; a pod that comes back with another address has that one alone. */
function asPatch(status: V1PodStatus): object {
  return { ...status, podIPs: [{ $patch: "replace" }, ...(status.podIPs ?? [])] };
}
