import { faultNames, notApplicable, type FaultName } from "./matrix-faults";
import { modeNames, type ModeName } from "./matrix-modes";
import { gatesOfLastStep, type MatrixGate } from "./matrix-pieces";

/** The state before which a gate is asked: nothing is released yet, a release stands at its canary, or the next one would start. */
export type MoveName = "bootstrap" | "last step" | "next release";

/** One run with one fault. */
export interface Cell {
  readonly move: MoveName;
  readonly gate: MatrixGate;
  readonly fault: FaultName;
  readonly mode: ModeName;
}

/** The gate whose evidence has every fault in every mode. It is bound by every field that evidence can be bound by. */
export const faultedGate: MatrixGate = "approvals";

/** Every gate there is. */
export const matrixGates: readonly MatrixGate[] = [...gatesOfLastStep, "staging-since-rollback", "bootstrap"];

/** The move that asks for a gate. */
export const moveOf = (gate: MatrixGate): MoveName =>
  gate === "bootstrap" ? "bootstrap" : gate === "staging-since-rollback" ? "next release" : "last step";

/** Why the engine cannot run a move in a mode without a fault; nothing where it can. */
export const noTwin = (move: MoveName, mode: ModeName): string | undefined =>
  move === "bootstrap" && mode === "--target"
    ? "a first update of single targets leaves objects out that the pack then cannot check, and is refused"
    : undefined;

/** What tells a cell from all others. */
export const cellKey = ({ gate, fault, mode }: Cell): string => `${gate} | ${fault} | ${mode}`;

/**
 * Every gate with one fault in every mode, and every fault on one gate in every mode, each once. They come in rounds: after the first one every gate, fault and
 * mode has been met, and each further round meets them in other pairs. A gate has another fault in each mode, so that it meets as many as there are modes.
 */
export function matrixCells(): readonly Cell[] {
  const rounds = modeNames.flatMap((_, round) => [
    ...faultNames.map((fault, at) => cellOf(faultedGate, fault, modeAt(at + round))),
    ...matrixGates.map((gate, at) => cellOf(gate, faultFor(gate, at * 5 + round), modeAt(at + round))),
  ]);
  const byKey = new Map(rounds.map((cell) => [cellKey(cell), cell]));
  return [...byKey.values()];
}

const cellOf = (gate: MatrixGate, fault: FaultName, mode: ModeName): Cell => ({
  move: moveOf(gate),
  gate,
  fault,
  mode,
});

const modeAt = (at: number): ModeName => modeNames[at % modeNames.length] ?? "preview";

/** The fault at this place, or the next one that can be applied to the gate. */
function faultFor(gate: MatrixGate, at: number): FaultName {
  const turned = faultNames.map((_, index) => faultNames[(at + index) % faultNames.length] ?? "missing");
  return turned.find((fault) => notApplicable(gate, fault) === undefined) ?? "missing";
}
