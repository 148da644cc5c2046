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

/** Every gate by every fault that is wanted, through the real pack: started as the engine starts it, and asked by its own protocol. */
export async function packProduct(
  wanted: (gate: MatrixGate, fault: FaultName) => boolean,
  tell: (line: string) => void = () => undefined,
): Promise<readonly PackResult[]> {
  const stack = await PaperStack.make();
  const pack = await PackClient.start({ KUBECONFIG: stack.platform.kubeconfig });
  try {
    const results: PackResult[] = [];
    for (const gate of matrixGates) {
      for (const fault of faultNames) {
        if (!wanted(gate, fault) || notApplicable(gate, fault) !== undefined) continue;
        results.push(await judged(stack, pack, gate, fault));
      }
      tell(
        `pack: ${gate}, ${results.filter((one) => one.gate === gate && one.refused && one.passesWithout).length} of ${results.filter((one) => one.gate === gate).length}`,
      );
    }
    return results;
  } finally {
    await pack.stop();
    stack.stop();
  }
}

async function judged(stack: PaperStack, pack: PackClient, gate: MatrixGate, fault: FaultName): Promise<PackResult> {
  const move = moveOf(gate);
  const says = await stack.sign(move, { gate, fault });
  const found = await pack.analyze(await stack.shown(move));
  await stack.sign(move);
  const without = await pack.analyze(await stack.shown(move));
  const named = found.some(
    ({ mandatory, message }) => mandatory && message.includes(`gate "${gate}": `) && says?.test(message) === true,
  );
  // Without a provenance nobody knows who wrote what, and without a journal nothing is known at all.
  const alone = gate === "provenance" || fault === "truncated journal" || gatesIn(found).every((name) => name === gate);
  return {
    gate,
    fault,
    refused: named && alone,
    passesWithout: without.length === 0,
    said: linesOf([...found, ...without]),
  };
}

const gatesIn = (diagnostics: readonly PackDiagnostic[]): readonly (string | undefined)[] =>
  diagnostics.flatMap(({ message }) => [...message.matchAll(/gate "([a-z-]+)": /g)].map(([, name]) => name));

const linesOf = (diagnostics: readonly PackDiagnostic[]): string =>
  diagnostics
    .map(({ message }) => message.split("\n").at(-1))
    .join(" / ")
    .slice(0, 1000);
