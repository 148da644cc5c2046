import { isDeepStrictEqual } from "node:util";
import { type Mutant, placeOf } from "./mutants";

/** How often a changed place was come to, and how often the change made a difference there. */
export interface Comparison {
  runs: number;
  differences: number;
}

/** Comparisons by the number of the change. */
export type Comparisons = Readonly<Record<number, Comparison>>;

const noted: Record<number, Comparison> = {};

/** What was noted so far in this process. */
export const comparisons: Comparisons = noted;

/**
 * Gives the value of the original, and notes whether the changed expression would have given another one, or thrown. The life cycle is pure: where a
 * change never gives another value, nothing after it can tell.
 */
function compareChange<Value>(at: number, original: () => Value, changed?: () => Value): Value {
  const here = (noted[at] ??= { runs: 0, differences: 0 });
  here.runs += 1;
  const value = original();
  if (changed === undefined || !isSame(value, changed)) here.differences += 1;
  return value;
}

function isSame(value: unknown, changed: () => unknown): boolean {
  try {
    return isDeepStrictEqual(value, changed());
  } catch {
    return false;
  }
}

// Changed sources find it under this name, whoever loads them after this.
Object.assign(globalThis, { compareChange });

/** The source with all these changes compared, each under its number. No two may overlap. */
export function withComparisons(source: string, changes: ReadonlyMap<number, Mutant>): string {
  const ordered = [...changes].sort(([, a], [, b]) => b.line - a.line || b.column - a.column);
  return ordered.reduce((text, [at, { line, column, mutator, original, replacement }]) => {
    const start = placeOf(source, { line, column });
    const compared = isStatement(mutator, original)
      ? original.replace(/[:{]/, (opening) => `${opening} globalThis.compareChange(${at}, () => undefined);`)
      : `globalThis.compareChange(${at}, () => (${original}), () => (${replacement}))`;
    return `${text.slice(0, start)}${compared}${text.slice(start + original.length)}`;
  }, source);
}

/** Whether the change is one of statements, which have no value to compare: coming to it counts as a difference. */
const isStatement = (mutator: string, original: string): boolean =>
  mutator === "BlockStatement" || /^(case|default)\b/.test(original);

/** The changes in as few layers as it takes for none to overlap another in its layer. */
export function layersOf(mutants: readonly Mutant[]): readonly ReadonlyMap<number, Mutant>[] {
  const layers: Map<number, Mutant>[] = [];
  for (const [at, mutant] of mutants.entries()) {
    const layer = layers.find((one) => [...one.values()].every((other) => !overlaps(other, mutant)));
    if (layer === undefined) layers.push(new Map([[at, mutant]]));
    else layer.set(at, mutant);
  }
  return layers;
}

function overlaps(a: Mutant, b: Mutant): boolean {
  const isBefore = (one: Mutant, other: Mutant): boolean =>
    one.endLine < other.line || (one.endLine === other.line && one.endColumn <= other.column);
  return a.file === b.file && !isBefore(a, b) && !isBefore(b, a);
}
