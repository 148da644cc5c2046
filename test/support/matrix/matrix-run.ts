import type { HoldRecord } from "../../../release/journal";
import { cellKey, type Cell, type MoveName } from "./matrix-cells";
import { MatrixLab } from "./matrix-lab";
import { modeNames, type ModeName } from "./matrix-modes";
import { MatrixMove } from "./matrix-move";
import { production, type ProductionStack } from "./production-stack";

/** How one cell ended. */
export interface CellResult {
  readonly cell: string;
  /** Whether the engine refused for this gate and fault and wrote nothing. */
  readonly refused: boolean;
  /** Whether the same evidence without the fault is let through by the judges of program and pack, read from the same cluster. */
  readonly passesWithout: boolean;
  readonly line: string;
  readonly seconds: number;
}

/** How one run of the engine without a fault ended: the twin of every cell of its move and mode. */
export interface TwinResult {
  readonly twin: string;
  readonly succeeded: boolean;
  readonly writes: number;
  readonly line: string;
  readonly seconds: number;
}

/** What tells a twin from all others. */
export const twinKey = (move: MoveName, mode: ModeName): string => `${move} | ${mode}`;

/** The matrix on the real engine: cells, and the twins that they share. A stack is made when it is first needed. */
export class MatrixRun {
  readonly #stacks = new Map<MoveName, ProductionStack>();
  readonly #starts = new Map<ModeName, MatrixMove>();
  readonly #moves = new Map<MoveName, MatrixMove>();

  private constructor(readonly matrix: MatrixLab) {}

  static async start(): Promise<MatrixRun> {
    return new MatrixRun(await MatrixLab.start());
  }

  /** Runs one cell. Nothing moves, so the state of the stack serves the next one. */
  async cell(cell: Cell): Promise<CellResult> {
    const start = Date.now();
    const move = await this.#move(cell.move, cell.mode);
    const { held, line } = await move.refused(cell, cell.mode);
    const objection = await move.objection();
    const said = objection === undefined ? line : `${line}; without the fault: ${objection}`;
    const seconds = (Date.now() - start) / 1000;
    return {
      cell: cellKey(cell),
      refused: held,
      passesWithout: objection === undefined,
      line: firstLine(said, held),
      seconds,
    };
  }

  /** Runs the engine without a fault, and brings the stack back down where it moved. */
  async twin(name: MoveName, mode: ModeName): Promise<TwinResult> {
    const start = Date.now();
    const move = await this.#move(name, mode);
    const before = this.matrix.writes();
    const { code, out, err } = await move.runWhole(mode);
    const writes = this.matrix.writes() - before;
    const succeeded = code === 0 && (mode === "preview" ? writes === 0 : writes > 0);
    if (mode !== "preview") await this.#settle(name, mode, code === 0);
    const seconds = (Date.now() - start) / 1000;
    return { twin: twinKey(name, mode), succeeded, writes, line: succeeded ? "" : `${out}\n${err}`, seconds };
  }

  stop(): Promise<void> {
    return this.matrix.lab.stop();
  }

  /** After a move the stack stands elsewhere: the last step is taken back, which is never gated; a release that has started is left behind by the next. */
  async #settle(name: MoveName, mode: ModeName, moved: boolean): Promise<void> {
    this.#moves.delete(name);
    if (name === "bootstrap") this.#starts.delete(mode);
    if (name === "bootstrap" || !moved) return;
    const stack = await this.#stack(name);
    await stack.settle();
    const problem = name === "last step" ? await stack.goDown() : undefined;
    if (problem !== undefined) throw new Error(`the stack did not go down again:\n${problem}`);
  }

  async #move(name: MoveName, mode: ModeName): Promise<MatrixMove> {
    if (name === "bootstrap") {
      const start = this.#starts.get(mode) ?? (await this.#start(mode));
      this.#starts.set(mode, start);
      return start;
    }
    const stack = await this.#stack(name);
    const found = this.#moves.get(name) ?? (await (name === "last step" ? stack.lastStep() : stack.nextRelease()));
    this.#moves.set(name, found);
    return found;
  }

  async #stack(name: Exclude<MoveName, "bootstrap">): Promise<ProductionStack> {
    const found = this.#stacks.get(name) ?? (await production(this.matrix, name.replace(" ", "-")));
    this.#stacks.set(name, found);
    return found;
  }

  /** A stack that was never released to, one for each mode, since a bootstrap cannot be taken back. */
  async #start(mode: ModeName): Promise<MatrixMove> {
    const stack = `start-${modeNames.indexOf(mode) + 1}`;
    await this.matrix.pulumi("stack", "init", stack);
    const rollback: HoldRecord = { release: "none", ceilingPercent: 0, reason: "none", at: new Date().toISOString() };
    this.matrix.ask(stack, "bootstrap", "1.0.0");
    this.matrix.folder(stack).keep();
    return MatrixMove.of(this.matrix, { stack, phase: "bootstrap", version: "1.0.0", gates: ["bootstrap"], rollback });
  }
}

const firstLine = (text: string, held: boolean): string => (held ? (text.split("\n")[0] ?? "") : text).slice(0, 3000);
