import type { BuildProgress } from "./build-progress";
import { readBuildTimes, writeBuildTime } from "./build-times";

/** What a working step says about itself. A step that says nothing had nothing to do. */
export interface BuildStep {
  readonly state: (state: "building" | "downloading" | "waiting") => void;
  /** The step gives up on what it tried, which is no error. */
  readonly skip: (note: string) => void;
}

/** The steps of one run: numbered, timed, reported. */
export interface BuildSteps {
  readonly run: <T>(name: string, coldSeconds: number, work: (step: BuildStep) => Promise<T>) => Promise<T>;
}

type State = BuildProgress["state"];

const tickMilliseconds = 1_000;

/** Numbers the named steps, reports each about once a second while it works, and remembers how long it took unless it only waited for another run. */
export function buildSteps(
  cache: string,
  names: readonly string[],
  report: (progress: BuildProgress) => void,
): BuildSteps {
  const run = async <T>(name: string, coldSeconds: number, work: (step: BuildStep) => Promise<T>): Promise<T> => {
    const started = performance.now();
    const elapsed = (): number => (performance.now() - started) / 1000;
    const expectedSeconds = readBuildTimes(cache)[name] ?? coldSeconds;
    const numbers = { step: names.indexOf(name) + 1, steps: names.length, program: name, expectedSeconds };
    const tell = (state: State, note?: string): void => {
      report({ ...numbers, state, elapsedSeconds: elapsed(), ...(note !== undefined && { note }) });
    };
    const seen: State[] = [];
    let skipped: string | undefined;
    const ticks = setInterval(() => {
      const current = seen.at(-1);
      if (current !== undefined) tell(current);
    }, tickMilliseconds);
    const step: BuildStep = {
      state: (state) => {
        if (seen.at(-1) === state) return;
        seen.push(state);
        tell(state);
      },
      skip: (note) => (skipped = note),
    };
    try {
      const result = await work(step);
      const worked = seen.length > 0 && !seen.includes("waiting") && skipped === undefined;
      if (worked) writeBuildTime(cache, name, elapsed());
      if (skipped === undefined) tell(seen.length === 0 ? "ready" : "done");
      else tell("skipped", skipped);
      return result;
    } finally {
      clearInterval(ticks);
    }
  };
  return { run };
}
