import type { HoldRecord } from "../../../release/journal";
import type { MatrixLab } from "./matrix-lab";
import { MatrixMove } from "./matrix-move";
import { gatesOfLastStep, piecesFor, type MatrixGate } from "./matrix-pieces";

const sourceRevision = "revision-that-leaked";

/** The stack at its canary, after a rollback of a release before it: the last step asks for every gate, and the next release for those after a rollback. */
export class ProductionStack {
  #trustChanges = 0;
  #version = 2;

  constructor(
    private readonly matrix: MatrixLab,
    private readonly stack: string,
    private readonly rollback: HoldRecord,
  ) {}

  /** From the canary to everybody, under a trust that has changed since. */
  lastStep(): Promise<MatrixMove> {
    return this.#move("full", gatesOfLastStep);
  }

  /** To `prepare` of a release after the one that stands there. */
  nextRelease(): Promise<MatrixMove> {
    this.#version += 1;
    return this.#move("prepare", ["provenance", "staging-since-rollback", "rollback-cause", "trust-change"]);
  }

  /** Back to the canary, which nobody has to sign, and what lies in the folder then stays. Answers Pulumi's own words when it fails. */
  async goDown(): Promise<string | undefined> {
    this.matrix.ask(this.stack, "canary", `${this.#version}.0.0`);
    const { code, out, err } = await this.matrix.pulumi("up", "--yes", "--skip-preview", "--stack", this.stack);
    return code === 0 ? undefined : `${out}\n${err}`;
  }

  /** Where a move wrote progress, its trust is the trust from now on, and what was signed for it is taken back. An update of single targets leaves progress out. */
  async settle(): Promise<void> {
    const { situation, inputs } = await this.matrix.project.assess(this.stack);
    if (situation.progress.kind !== "present" || situation.progress.value.trustHash !== inputs.trustHash) return;
    this.#trustChanges += 1;
    await this.matrix.folder(this.stack).withdrawAll();
    this.matrix.folder(this.stack).keep();
  }

  #move(phase: string, gates: readonly MatrixGate[]): Promise<MatrixMove> {
    const { matrix, stack, rollback } = this;
    return MatrixMove.of(matrix, {
      ...{ stack, phase, gates, rollback, version: `${this.#version}.0.0`, trustChanges: this.#trustChanges + 1 },
    });
  }
}

/** Brings the stack about: bootstrap, prepare and canary by the real engine, each with no more than it asks for. */
export async function production(matrix: MatrixLab, stack: string): Promise<ProductionStack> {
  matrix.trust(0);
  await matrix.pulumi("stack", "init", stack);
  for (const [phase, version, gates] of [
    ["bootstrap", "1.0.0", ["bootstrap"]],
    ["prepare", "2.0.0", ["provenance"]],
    ["canary", "2.0.0", []],
  ] as const) {
    await reach(matrix, stack, phase, version, gates);
  }
  const folder = matrix.folder(stack);
  await folder.withdrawAll();
  const at = new Date().toISOString();
  const artifacts = { web: `sha256:${"e".repeat(64)}` };
  const rollback = {
    release: "r-that-leaked",
    ceilingPercent: 0,
    reason: "error rate above 2 %",
    at,
    artifacts,
    sourceRevision,
  };
  await folder.record({ kind: "hold", ...rollback });
  folder.keep();
  return new ProductionStack(matrix, stack, rollback);
}

async function reach(
  matrix: MatrixLab,
  stack: string,
  phase: string,
  version: string,
  gates: readonly MatrixGate[],
): Promise<void> {
  matrix.ask(stack, phase, version);
  const { plan, situation, inputs } = await matrix.project.assess(stack);
  const rollback = { release: "none", ceilingPercent: 0, reason: "none", at: situation.now };
  const context = {
    ...{
      root: matrix.project.root,
      plan,
      stack,
      phase,
      release: situation.asked.release,
      revision: `revision-${version}`,
    },
    ...{ hosts: [`${stack}.lab`], rollback, trust: { before: inputs.trustHash, after: inputs.trustHash } },
  };
  await matrix.folder(stack).sign(piecesFor(gates, context));
  const { code, out, err } = await matrix.pulumi("up", "--yes", "--skip-preview", "--stack", stack);
  if (code !== 0) throw new Error(`the stack did not reach "${phase}":\n${out}\n${err}`);
}
