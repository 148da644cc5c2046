import { type Profiler, Session } from "node:inspector";

/**
 * Counts how often the blocks of JavaScript are run: the same number on every machine, however busy. Only what was first called
 * after it was made is counted. Work inside of the runtime, such as matching an expression, is not: a plan's texts
 * meet expressions with at most 4,000 characters.
 */
export class CountedWork {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** How many blocks ran in this. */
  of(run: () => void): number {
    this.#taken();
    run();
    return this.#taken();
  }

  /** Ends the counting, which slows everything down. */
  end(): void {
    this.#session.disconnect();
  }

  /** Blocks that ran since this was last asked. */
  #taken(): number {
    let blocks = 0;
    const add = (problem: Error | null, { result }: Profiler.TakePreciseCoverageReturnType): void => {
      if (problem !== null) throw problem;
      for (const { functions } of result)
        for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    };
    // The session answers before it returns: it talks to this very thread.
    this.#session.post("Profiler.takePreciseCoverage", add);
    return blocks;
  }
}
