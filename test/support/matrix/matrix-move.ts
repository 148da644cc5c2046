import { refusal } from "../../../situation/refusal";
import type { Progress } from "../../../release/progress";
import type { HoldRecord } from "../../../release/journal";
import type { PulumiCall } from "../pulumi-cli";
import type { Flaw } from "./evidence-folder";
import type { MatrixLab } from "./matrix-lab";
import type { ModeName } from "./matrix-modes";
import { piecesFor, type MatrixGate, type MoveContext } from "./matrix-pieces";

/** One move upwards that a stack stands just before: where, to what, and what it asks for. */
export interface MoveArgs {
  readonly stack: string;
  readonly phase: string;
  readonly version: string;
  /** Every gate that the move asks for. */
  readonly gates: readonly MatrixGate[];
  /** The rollback that the journal of the stack records. */
  readonly rollback: HoldRecord;
  /** How many changes the trust has had once it is made, when it changes with the move. */
  readonly trustChanges?: number;
}

/** How one run with a fault ended. */
export interface Refusal {
  /** Whether the engine failed, named gate and fault, named no other gate, and wrote nothing. */
  readonly held: boolean;
  /** The line that names gate and fault, or what was said instead. */
  readonly line: string;
  readonly writes: number;
}

/** A move upwards, to be tried with one fault after the other. It reads the stack once: as long as it is refused nothing changes. */
export class MatrixMove {
  private constructor(
    private readonly matrix: MatrixLab,
    private readonly args: MoveArgs,
    private readonly context: Omit<MoveContext, "rollback">,
    private readonly progress: Progress | undefined,
  ) {}

  static async of(matrix: MatrixLab, args: MoveArgs): Promise<MatrixMove> {
    const { stack, phase, version, trustChanges } = args;
    if (trustChanges !== undefined) matrix.trust(trustChanges);
    matrix.ask(stack, phase, version);
    const { plan, situation, inputs } = await matrix.project.assess(stack);
    const progress = situation.progress.kind === "present" ? situation.progress.value : undefined;
    const { release } = situation.asked;
    const context = {
      ...{
        root: matrix.project.root,
        plan,
        stack,
        phase,
        release,
        revision: `revision-${version}`,
        hosts: [`${stack}.lab`],
      },
      ...(progress === undefined ? {} : { leaves: { phase: progress.phase, since: progress.since } }),
      trust: { before: progress?.trustHash ?? "", after: inputs.trustHash },
    };
    return new MatrixMove(matrix, args, context, progress);
  }

  /** Signs everything, one gate's evidence with a fault, runs the engine, and says whether it refused for that and nothing else. */
  async refused({ gate, fault }: Flaw, mode: ModeName): Promise<Refusal> {
    const says = await this.sign({ gate, fault });
    const before = this.matrix.writes({ tried: true });
    const { code, out, err } = await this.matrix.run(mode, this.args.stack);
    const writes = this.matrix.writes({ tried: true }) - before;
    const lines = `${out}\n${err}`.split("\n").filter((line) => line.includes("gate "));
    const line = lines.find((one) => one.includes(`gate "${gate}": `) && says?.test(one) === true);
    const others = new Set(lines.flatMap((one) => [...one.matchAll(/gate "([a-z-]+)": /g)].map(([, name]) => name)));
    others.delete(gate);
    // Without a provenance nobody knows who wrote what, and without a journal nothing is known at all.
    const alone = others.size === 0 || gate === "provenance" || fault === "truncated journal";
    const held = code !== 0 && code !== null && line !== undefined && alone && writes === 0;
    return { held, line: (line ?? `${code}: ${out} ${err}`).trim(), writes };
  }

  /** Signs everything without a fault and says why the judges refuse it, or nothing. Program and pack read the stack with the same code. */
  async objection(): Promise<string | undefined> {
    await this.sign();
    const { plan, move } = await this.matrix.project.assess(this.args.stack);
    return move.kind === "refused" ? refusal(plan.system, this.args.phase, move) : undefined;
  }

  /** Signs everything without a fault and runs the engine. */
  async runWhole(mode: ModeName): Promise<PulumiCall> {
    await this.sign();
    return this.matrix.run(mode, this.args.stack);
  }

  private async sign(flaw?: Flaw): Promise<RegExp | undefined> {
    const { stack, phase, version, gates, rollback, trustChanges } = this.args;
    const folder = this.matrix.folder(stack);
    this.matrix.ask(stack, phase, version);
    folder.restore();
    if (trustChanges !== undefined) {
      // The stacks of the matrix have one trust file, and each is somewhere else in its history.
      this.matrix.trust(trustChanges);
      folder.keepTrust(this.context.trust.before, this.matrix.cast.trustText(trustChanges - 1));
    }
    const head = this.progress === undefined ? {} : { progressHead: this.progress.journalHead };
    const pieces = piecesFor(gates, { ...this.context, rollback });
    return folder.sign(pieces, flaw === undefined ? undefined : { ...flaw, ...head });
  }
}
