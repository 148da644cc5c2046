import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";

/** One change of the source, and what became of it. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  readonly status: string;
}

interface Position {
  readonly line: number;
  readonly column: number;
}
interface Result {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly status: string;
          readonly location: { readonly start: Position; readonly end: Position };
        }[];
      }
    >
  >;
}

/** The mutants of a result in Stryker's JSON, with the source text that each replaces, in the order of the source. */
export function mutantsOf(json: string, root: string): readonly Mutant[] {
  const { files } = JSON.parse(json) as Result;
  const paths = Object.keys(files).sort();
  return paths.flatMap((path) => {
    const source = readFileSync(resolve(root, path), "utf8");
    const mutants = (files[path]?.mutants ?? []).map(
      ({ mutatorName, replacement = "", status, location: { start, end } }) => ({
        file: relative(root, resolve(root, path)),
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        mutator: mutatorName,
        original: source.slice(placeOf(source, start), placeOf(source, end)),
        replacement,
        status,
      }),
    );
    return mutants.sort((a, b) => a.line - b.line || a.column - b.column);
  });
}

/** The source with the change made in it. */
export function mutated(source: string, mutant: Mutant): string {
  const { line, column, endLine, endColumn, mutator, original, replacement } = mutant;
  const isExpression = mutator !== "BlockStatement" && !/^(case|default)\b/.test(original);
  const start = placeOf(source, { line, column });
  const end = placeOf(source, { line: endLine, column: endColumn });
  if (source.slice(start, end) !== original) throw new Error(`${nameOf(mutant)}: is not in the source`);
  // In brackets, since what stands around may bind closer than what it is changed to.
  return `${source.slice(0, start)}${isExpression ? `(${replacement})` : replacement}${source.slice(end)}`;
}

/** Where a position stands in the text. */
export function placeOf(source: string, { line, column }: Position): number {
  const before = source.split("\n").slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, column - 1);
}

/** What tells mutants of one source apart. */
export const nameOf = ({ file, line, column, endLine, endColumn, mutator, replacement }: Mutant): string =>
  `${file}:${line}:${column}-${endLine}:${endColumn} ${mutator} ${replacement}`;
