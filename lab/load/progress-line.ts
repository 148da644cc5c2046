import { clearLine, cursorTo } from "node:readline";
import type { LoadProgress } from "./load";

/** Writes how far a load is on one line of a terminal that is written over again and again. */
export function progressLine(terminal: NodeJS.WritableStream): (progress: LoadProgress) => void {
  return (progress) => {
    cursorTo(terminal, 0);
    clearLine(terminal, 1);
    terminal.write(progressText(progress));
  };
}

/** The text of the line, such as `12.0 s  24000/100000 sent  23998 answered  0 faults  0 lost  2 open`. */
export function progressText(progress: LoadProgress): string {
  const { elapsedSeconds, sent, planned, answered, faults, lost, inFlight } = progress;
  const parts = [`${elapsedSeconds.toFixed(1)} s`, `${sent}/${planned} sent`, `${answered} answered`];
  return [...parts, `${faults} faults`, `${lost} lost`, `${inFlight} open`].join("  ");
}
