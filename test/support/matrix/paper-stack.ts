import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { claimOf } from "../../../situation/claim-of";
import { token } from "../../../contract/tokens";
import { readPlan } from "../../../plan/read-plan";
import type { Plan } from "../../../plan/plan";
import type { HoldRecord } from "../../../release/journal";
import type { Progress } from "../../../release/progress";
import { assess, type Assessment } from "../../../situation/assess";
import { readInputs, type Inputs } from "../../../situation/read-inputs";
import { releaseOf } from "../../../situation/release-of";
import { EvidenceFolder, type Flaw } from "./evidence-folder";
import { matrixCast, type MatrixCast } from "./matrix-cast";
import { matrixPlanText } from "./matrix-plan";
import { gatesOfLastStep, piecesFor, type MatrixGate } from "./matrix-pieces";
import type { ShownResource } from "./pack-client";
import { PaperPlatform } from "./paper-platform";

const repository = resolve(__dirname, "../../..");
const stack = "production";
const digests = { stable: "a", candidate: "b", next: "c" } as const;

/** The moves of the matrix on paper, each with the gates that it asks for. */
export const paperMoves = {
  bootstrap: { phase: "bootstrap", image: "stable", gates: ["bootstrap"] },
  "last step": { phase: "full", image: "candidate", gates: gatesOfLastStep },
  "next release": {
    phase: "prepare",
    image: "next",
    gates: ["provenance", "staging-since-rollback", "rollback-cause", "trust-change"],
  },
} as const satisfies Readonly<
  Record<string, { phase: string; image: keyof typeof digests; gates: readonly MatrixGate[] }>
>;

/** The name of a move on paper. */
export type PaperMove = keyof typeof paperMoves;

/** The project of the matrix with real files and real signatures, on a platform that only answers. */
export class PaperStack {
  private readonly plan: Plan;
  private readonly cast: MatrixCast;
  private readonly folder: EvidenceFolder;
  private rollback: HoldRecord | undefined;
  private progress: Progress | undefined;

  private constructor(
    private readonly root: string,
    readonly platform: PaperPlatform,
  ) {
    const reading = readPlan(matrixPlanText());
    if (reading.kind === "invalid") throw new Error("the plan of the matrix is invalid");
    this.plan = reading.plan;
    this.cast = matrixCast(reading.plan);
    const journal = { path: "evidence/journal.jsonl", system: reading.plan.system, stack };
    this.folder = new EvidenceFolder(root, { root, folder: "evidence", journal }, this.cast);
  }

  static async make(): Promise<PaperStack> {
    const root = mkdtempSync(join(tmpdir(), "sluice-paper-"));
    const made = new PaperStack(root, await PaperPlatform.start(root));
    writeFileSync(join(root, "plan.yaml"), matrixPlanText());
    process.env["KUBECONFIG"] = made.platform.kubeconfig;
    await made.reachCanary();
    return made;
  }

  /** Signs everything that a move asks for, with a flaw or without, and says what a refusal must say of it. */
  async sign(name: PaperMove, flaw?: Flaw): Promise<RegExp | undefined> {
    const move = paperMoves[name];
    const start = name === "bootstrap";
    this.platform.progress = start ? undefined : this.progress;
    writeFileSync(join(this.root, "trust.yaml"), this.cast.trustText(start ? 0 : 1));
    this.folder.restore();
    if (start) this.folder.forget();
    const { progress } = this;
    if (progress === undefined || this.rollback === undefined) throw new Error("the stack is not made yet");
    this.folder.keepTrust(progress.trustHash, this.cast.trustText(0));
    const inputs = this.inputs(name);
    const context = {
      ...{
        root: this.root,
        plan: this.plan,
        stack,
        phase: move.phase,
        release: releaseOf(inputs),
        revision: `revision-${move.image}`,
      },
      ...{ hosts: ["matrix.lab"], rollback: this.rollback, leaves: { phase: progress.phase, since: progress.since } },
      trust: { before: progress.trustHash, after: inputs.trustHash },
    };
    const head = start ? {} : { progressHead: progress.journalHead };
    return this.folder.sign(piecesFor(move.gates, context), flaw === undefined ? undefined : { ...flaw, ...head });
  }

  /** What the program would declare, as the engine shows it to the pack. */
  async shown(name: PaperMove): Promise<ShownResource> {
    const assessment = await this.assess(name);
    const { system } = this.plan;
    const urn = `urn:pulumi:${stack}::${system}::${token.release}::${system}`;
    return { type: token.release, name: system, urn, properties: claimOf(assessment, repository) };
  }

  stop(): void {
    this.platform.stop();
    rmSync(this.root, { recursive: true, force: true });
  }

  private assess(name: PaperMove): Promise<Assessment> {
    const inputs = this.inputs(name);
    return assess({ inputs, release: releaseOf(inputs) });
  }

  private inputs(name: PaperMove): Inputs {
    const { phase, image } = paperMoves[name];
    const settings: Readonly<Record<string, unknown>> = {
      ...{ platform: "kubernetes", phase, rehearsal: "true", hosts: { web: ["matrix.lab"] } },
      release: { artifacts: { web: `registry.example/web@sha256:${digests[image].repeat(64)}` } },
      lifters: [{ kind: "User", name: "pulumi" }],
    };
    const text = (key: string): string | undefined => {
      const value = settings[key];
      return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
    };
    const reading = readInputs({ root: this.root, stack, text });
    if (reading.kind === "invalid") throw new Error(reading.problems.join("\n"));
    return reading.inputs;
  }

  /** The canary is at its share since a minute, and a release before it was rolled back since the last one was completed. */
  private async reachCanary(): Promise<void> {
    const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
    writeFileSync(join(this.root, "trust.yaml"), this.cast.trustText(0));
    const [first, second] = [this.inputs("bootstrap"), this.inputs("last step")];
    const [stable, release] = [releaseOf(first), releaseOf(second)];
    const { system } = this.plan;
    const journalHead = await this.folder.record({
      ...{ kind: "transition", move: "bootstrap", release: stable.id, from: "nothing", to: "bootstrap" },
      sharePercent: 100,
    });
    this.progress = {
      ...{ schema: 1, system, stack, release, stable, phase: "canary", sharePercent: 10, profile: "normal" },
      ...{ sourceRevision: "revision-candidate", since: ago(60), completed: [stable], completedAt: ago(3600) },
      ...{ trustHash: first.trustHash, journalHead },
    };
    const artifacts = { web: `sha256:${"e".repeat(64)}` };
    this.rollback = {
      ...{ release: "r-that-leaked", ceilingPercent: 0, reason: "error rate above 2 %", at: ago(1800) },
      ...{ artifacts, sourceRevision: "revision-that-leaked" },
    };
    await this.folder.record({ kind: "hold", ...this.rollback, artifacts, sourceRevision: "revision-that-leaked" });
    this.folder.keep();
  }
}
