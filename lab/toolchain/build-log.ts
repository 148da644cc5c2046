import type { BuildProgress } from "./build-progress";

/** Where progress is written: a terminal gets one line that is rewritten, anything else gets whole lines. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const quietSeconds = 10;

/** A receiver of progress that writes for people. On a pipe it prints each start, each end, and a line every 10 s between them. What was ready already is not mentioned. */
export function buildLog(stream: ProgressStream): (progress: BuildProgress) => void {
  return stream.isTTY === true ? liveLine(stream) : plainLines(stream);
}

function liveLine(stream: ProgressStream): (progress: BuildProgress) => void {
  return (progress) => {
    if (progress.state === "ready") return;
    const ends = progress.state === "done" || progress.state === "skipped";
    const line = ends ? describe(progress) : describe(progress).slice(0, (stream.columns ?? 120) - 1);
    stream.write(`\r\u001B[K${line}${ends ? "\n" : ""}`);
  };
}

function plainLines(stream: ProgressStream): (progress: BuildProgress) => void {
  let last: BuildProgress | undefined;
  return (progress) => {
    if (progress.state === "ready") return;
    const working = (of: BuildProgress): boolean => of.state === "building" || of.state === "downloading";
    // Downloads and compilation alternate, which is no news.
    const same =
      last?.step === progress.step && (last.state === progress.state || (working(last) && working(progress)));
    if (same && progress.elapsedSeconds - (last?.elapsedSeconds ?? 0) < quietSeconds) return;
    last = progress;
    stream.write(`${describe(progress)}\n`);
  };
}

function describe(progress: BuildProgress): string {
  const { step, steps, program, state, elapsedSeconds, expectedSeconds, note } = progress;
  const head = `[${String(step)}/${String(steps)}] ${program}`;
  if (state === "done") return `${head}: ready after ${duration(elapsedSeconds)}`;
  if (state === "skipped") return `${head}: ${note ?? "not to be had"}`;
  const doing = state === "waiting" ? "waiting for another run that makes it" : state;
  return `${head}: ${doing}, ${duration(elapsedSeconds)} of about ${duration(expectedSeconds)}`;
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}
