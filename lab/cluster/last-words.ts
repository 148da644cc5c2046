import { readFileSync } from "node:fs";

const tailLines = 8;

/** The end of a log, as a person wants to see it under an error. */
export function lastWords(path: string): string {
  const text = readFileSync(path, "utf8").trimEnd();
  return text === "" ? "it wrote nothing" : `its last words:\n${text.split("\n").slice(-tailLines).join("\n")}`;
}
