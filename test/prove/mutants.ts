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

/** The mutants of a result in Stryker's JSON, with the source text that each replaces. */
export function mutantsOf(json: string, root: string): readonly Mutant[] {
  const { files } = JSON.parse(json) as Result;
  return Object.entries(files).flatMap(([path, { mutants }]) => {
    const lines = readFileSync(resolve(root, path), "utf8").split("\n");
    return mutants.map(({ mutatorName, replacement = "", status, location: { start, end } }) => ({
      file: relative(root, resolve(root, path)),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      mutator: mutatorName,
      original: textBetween(lines, start, end),
      replacement,
      status,
    }));
  });
}

function textBetween(lines: readonly string[], start: Position, end: Position): string {
  const taken = lines.slice(start.line - 1, end.line);
  const last = taken.length - 1;
  return taken
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join("\n");
}

/** What tells mutants apart between two runs. */
export const nameOf = ({ file, line, column, endLine, endColumn, mutator, replacement }: Mutant): string =>
  `${file}:${line}:${column}-${endLine}:${endColumn} ${mutator} ${replacement}`;

/** The place of a mutant as Stryker takes it in `mutate`. */
export const rangeOf = ({ file, line, column, endLine, endColumn }: Mutant): string =>
  `${file}:${line}:${column - 1}-${endLine}:${endColumn - 1}`;
