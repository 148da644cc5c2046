import { faultNames, notApplicable, type FaultName } from "./matrix-faults";
import { matrixGates, moveOf } from "./matrix-cells";
import type { MatrixGate } from "./matrix-pieces";
import { PackClient, type PackDiagnostic } from "./pack-client";
import { PaperStack } from "./paper-stack";

/** How the pack judged one gate with one fault. */
export interface PackResult {
  readonly gate: MatrixGate;
  readonly fault: FaultName;
  /** Whether it reported a mandatory violation that names gate and fault, and named no other gate. */
  readonly refused: boolean;
  /** Whether it has nothing to say of the same move once the fault is removed. */
  readonly passesWithout: boolean;
  readonly said: string;
}

/**
 * Every gate by every fault that is wanted, through the real pack: started as the engine starts it, and asked by its own protocol. Without a fault the
 * evidence of a gate is the same for all its faults, so they share one twin, after the last of them.
 */
export async function packProduct(
  wanted: (gate: MatrixGate, fault: FaultName) => boolean,
  tell: (results: readonly PackResult[]) => void = () => undefined,
): Promise<readonly PackResult[]> {
  const stack = await PaperStack.make();
  const pack = await PackClient.start({ KUBECONFIG: stack.platform.kubeconfig });
  const all: PackResult[] = [];
  try {
    for (const gate of matrixGates) {
      const faults = faultNames.filter((fault) => wanted(gate, fault) && notApplicable(gate, fault) === undefined);
      if (faults.length === 0) continue;
      const results = await gateResults({ stack, pack, gate }, faults);
      all.push(...results);
      tell(results);
    }
    return all;
  } finally {
    await pack.stop();
    stack.stop();
  }
}

interface Asked {
  readonly stack: PaperStack;
  readonly pack: PackClient;
  readonly gate: MatrixGate;
}

async function gateResults(asked: Asked, faults: readonly FaultName[]): Promise<readonly PackResult[]> {
  const results: Omit<PackResult, "passesWithout">[] = [];
  for (const fault of faults) results.push(await judged(asked, fault));
  const move = moveOf(asked.gate);
  await asked.stack.sign(move);
  const without = await asked.pack.analyze(await asked.stack.shown(move));
  const said = without.length === 0 ? "" : `; without a fault: ${linesOf(without)}`;
  return results.map((one) => ({ ...one, passesWithout: without.length === 0, said: `${one.said}${said}` }));
}

async function judged({ stack, pack, gate }: Asked, fault: FaultName): Promise<Omit<PackResult, "passesWithout">> {
  const move = moveOf(gate);
  const says = await stack.sign(move, { gate, fault });
  const found = await pack.analyze(await stack.shown(move));
  const named = found.some(
    ({ mandatory, message }) => mandatory && message.includes(`gate "${gate}": `) && says?.test(message) === true,
  );
  // Without a provenance nobody knows who wrote what, and without a journal nothing is known at all.
  const alone = gate === "provenance" || fault === "truncated journal" || gatesIn(found).every((name) => name === gate);
  return { gate, fault, refused: named && alone, said: linesOf(found) };
}

const gatesIn = (diagnostics: readonly PackDiagnostic[]): readonly (string | undefined)[] =>
  diagnostics.flatMap(({ message }) => [...message.matchAll(/gate "([a-z-]+)": /g)].map(([, name]) => name));

const linesOf = (diagnostics: readonly PackDiagnostic[]): string =>
  diagnostics
    .map(({ message }) => message.split("\n").at(-1))
    .join(" / ")
    .slice(0, 1000);
