import type { Mutant } from "./mutants";

/** How many changes were caught, and which were not. */
export interface MutationScore {
  readonly made: number;
  /** Changes with which the code could not be loaded, or the runner broke: caught, but by no test, so not counted. */
  readonly unloadable: readonly Mutant[];
  /** What all others are: the score is over them. */
  readonly judged: number;
  readonly killed: number;
  /** Changes that never came to an end, which the tests notice. */
  readonly timedOut: number;
  readonly survivors: readonly Mutant[];
  readonly percent: number;
}

/** Counts what became of the changes. */
export function mutationScore(mutants: readonly Mutant[]): MutationScore {
  const of = (...statuses: readonly string[]): readonly Mutant[] =>
    mutants.filter(({ status }) => statuses.includes(status));
  const unloadable = of("RuntimeError", "CompileError");
  const killed = of("Killed").length;
  const timedOut = of("Timeout").length;
  const survivors = of("Survived", "NoCoverage");
  const judged = killed + timedOut + survivors.length;
  if (judged + unloadable.length !== mutants.length) throw new Error("mutation: some changes were not judged");
  const percent = judged === 0 ? 0 : ((killed + timedOut) * 100) / judged;
  return { made: mutants.length, unloadable, judged, killed, timedOut, survivors, percent };
}

/** Two decimals, rounded down: a score never looks better than it is. */
export const percentText = (percent: number): string => `${(Math.floor(percent * 100) / 100).toFixed(2)} %`;

/** Text in one cell of a table. */
export const cell = (text: string): string => text.replace(/\s+/g, " ").replace(/\|/g, "\\|").trim();

/** The change in one cell, cut when it is long. */
export function changeCell({ original, replacement }: Mutant): string {
  const short = (text: string): string => (cell(text).length > 120 ? `${cell(text).slice(0, 117)}...` : cell(text));
  return `\`${short(original)}\` → \`${short(replacement)}\``;
}

/** The place of a change in one cell. */
export const placeCell = ({ file, line }: Mutant): string => `\`${file}:${line}\``;
