import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  cellKey,
  matrixCells,
  matrixGates,
  moveOf,
  noTwin,
  type Cell,
  type MoveName,
} from "../support/matrix/matrix-cells";
import type { MatrixGate } from "../support/matrix/matrix-pieces";
import type { ModeName } from "../support/matrix/matrix-modes";
import { MatrixRun, twinKey, type CellResult, type TwinResult } from "../support/matrix/matrix-run";
import { packProduct } from "../support/matrix/pack-product";
import { gateMatrixReport, type MatrixResults } from "./gate-matrix-report";

const repository = resolve(__dirname, "../..");
const resultsFile = resolve(repository, ".lab/gate-matrix.jsonl");
const reportFile = resolve(repository, "docs/reports/gate-matrix.md");

/** One step of the run: a cell, or a twin that the cells of its move and mode share. */
type Step =
  | { readonly kind: "cell"; readonly cell: Cell }
  | { readonly kind: "twin"; readonly move: MoveName; readonly mode: ModeName };

/**
 * Every gate and every fault in every mode on the real engine, and all gates by all faults through the pack. Each result is kept as it comes in
 * `.lab/gate-matrix.jsonl`, so that a run that was stopped goes on where it was; remove the file to start anew. `GATE_MATRIX_MINUTES` stops it earlier; 0 only writes the report.
 * Writes docs/reports/gate-matrix.md, also of a part, and says then what was not run.
 */
export async function gateMatrix(): Promise<void> {
  mkdirSync(dirname(resultsFile), { recursive: true });
  const end = Date.now() + Number(process.env["GATE_MATRIX_MINUTES"] ?? 600) * 60_000;
  await runPack(end);
  await runEngine(end);
  const { text, problems } = gateMatrixReport(readResults());
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, text);
  process.stdout.write(text);
  if (problems.length > 0) throw new Error(`gate-matrix: ${problems.length} went wrong\n${problems.join("\n")}`);
}

async function runPack(end: number): Promise<void> {
  const done = new Set(readResults().pack.map(({ gate }) => gate));
  const wanted = (gate: MatrixGate): boolean => !done.has(gate) && Date.now() < end;
  if (!matrixGates.some(wanted)) return;
  await packProduct(wanted, (pack) => {
    keep({ pack });
    const good = pack.filter(({ refused, passesWithout }) => refused && passesWithout).length;
    process.stdout.write(`pack: ${pack[0]?.gate ?? ""}, ${good} of ${pack.length} faults refused\n`);
  });
}

async function runEngine(end: number): Promise<void> {
  const done = readResults();
  const left = steps().filter((step) => !isDone(step, done));
  if (left.length === 0 || Date.now() >= end) return;
  const run = await MatrixRun.start();
  try {
    for (const [at, step] of left.entries()) {
      if (Date.now() > end) return;
      const result =
        step.kind === "cell" ? { cell: await run.cell(step.cell) } : { twin: await run.twin(step.move, step.mode) };
      keep(result);
      process.stdout.write(`${at + 1}/${left.length} ${lineOf(result)}\n`);
    }
  } finally {
    await run.stop();
  }
}

/** The cells by rounds. The twin of a move and a mode comes after some cell of the two, one for every four cells. */
function steps(): readonly Step[] {
  const waiting = new Map<string, Step>();
  const listed = new Set<string>();
  const cells = matrixCells().flatMap((cell, at): readonly Step[] => {
    const move = moveOf(cell.gate);
    const key = twinKey(move, cell.mode);
    if (!listed.has(key) && noTwin(move, cell.mode) === undefined)
      waiting.set(key, { kind: "twin", move, mode: cell.mode });
    listed.add(key);
    const [next] = at % 4 === 3 ? waiting : [];
    if (next !== undefined) waiting.delete(next[0]);
    return [{ kind: "cell", cell }, ...(next === undefined ? [] : [next[1]])];
  });
  return [...cells, ...waiting.values()];
}

const isDone = (step: Step, { cells, twins }: MatrixResults): boolean =>
  step.kind === "cell" ? cells.has(cellKey(step.cell)) : twins.has(twinKey(step.move, step.mode));

function lineOf(result: { readonly cell: CellResult } | { readonly twin: TwinResult }): string {
  if ("twin" in result)
    return `twin ${result.twin.twin}: ${result.twin.succeeded ? "succeeded" : result.twin.line} (${result.twin.seconds} s)`;
  const { cell, refused, passesWithout, line, seconds } = result.cell;
  return `${cell}: ${refused && passesWithout ? "refused, nothing written" : line} (${seconds} s)`;
}

const keep = (result: object): void => appendFileSync(resultsFile, `${JSON.stringify(result)}\n`);

interface Kept {
  readonly cell?: CellResult;
  readonly twin?: TwinResult;
  readonly pack?: MatrixResults["pack"];
}

function readResults(): MatrixResults {
  const lines = existsSync(resultsFile) ? readFileSync(resultsFile, "utf8").split("\n").filter(Boolean) : [];
  const all = lines.map((line) => JSON.parse(line) as Kept);
  return {
    cells: new Map(all.flatMap(({ cell }) => (cell === undefined ? [] : [[cell.cell, cell] as const]))),
    twins: new Map(all.flatMap(({ twin }) => (twin === undefined ? [] : [[twin.twin, twin] as const]))),
    pack: all.flatMap(({ pack }) => pack ?? []),
  };
}
