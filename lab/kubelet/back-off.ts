const firstSeconds = 1;
const longestSeconds = 60;
const forgottenAfterSeconds = 600;

/**
 * Seconds to wait before a container that has ended is started again: none the first time, then 1, 2, 4 … 60. A run of ten
 * minutes or more starts the count anew. The figures are those of the kubelet with ReduceDefaultCrashLoopBackOffDecay.
 */
export class BackOff {
  #failures = 0;

  next(ranSeconds: number): number {
    if (ranSeconds >= forgottenAfterSeconds) this.#failures = 0;
    const wait = this.#failures === 0 ? 0 : Math.min(firstSeconds * 2 ** (this.#failures - 1), longestSeconds);
    this.#failures += 1;
    return wait;
  }
}
