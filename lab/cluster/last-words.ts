import { readFileSync } from "node:fs";

const tailLines = 8;
const searchedLines = 80;
const lineLength = 240;
/** How Go programs, klog and zap begin the line that says why they end. */
const cause = /^panic: |^fatal error: |"level":"(?:fatal|panic|error)"|^[EF]\d{4} /;

/** The end of a log as a person wants to see it under an error: from the first line near the end that names a cause. */
export function lastWords(path: string): string {
  const text = readFileSync(path, "utf8").trimEnd();
  if (text === "") return "it wrote nothing";
  const lines = text.split("\n").slice(-searchedLines);
  const first = lines.findIndex((line) => cause.test(line));
  const shown = first < 0 ? lines.slice(-tailLines) : lines.slice(first, first + tailLines);
  return `its last words:\n${shown.map((line) => line.slice(0, lineLength)).join("\n")}`;
}
