import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Settings } from "../../../contract/settings";
import { bundleApp } from "../../../lab/app/bundle";
import { sampleImage } from "../../../lab/app/sample-image";
import { auditLog } from "../../../lab/cluster/audit-log";
import { startLab, type Lab } from "../../../lab/cluster/lab";
import { releaseProject, type ReleaseProject } from "../../../lab/start/release-project";
import { reachFromOutside } from "../../../lab/start/story";
import { releasePrograms } from "../../../lab/toolchain/program-name";
import { ensureToolchain } from "../../../lab/toolchain/toolchain";
import { journalPath } from "../../../situation/assess";
import { pulumiCli, type PulumiCall, type PulumiCli } from "../pulumi-cli";
import { EvidenceFolder } from "./evidence-folder";
import { matrixCast, type MatrixCast } from "./matrix-cast";
import { modeOf, type Mode, type ModeName } from "./matrix-modes";
import { matrixPlanText } from "./matrix-plan";

const automation = resolve(__dirname, "automation-up.ts");

/** A lab with a project whose gates are the matrix's, and the real engine. */
export class MatrixLab {
  readonly #folders = new Map<string, EvidenceFolder>();

  private constructor(
    readonly lab: Lab,
    readonly project: ReleaseProject,
    readonly cast: MatrixCast,
    private readonly tools: string,
    private readonly bundle: string,
  ) {}

  static async start(): Promise<MatrixLab> {
    const tools = await ensureToolchain(releasePrograms, () => undefined);
    const lab = await startLab({ toolchain: tools });
    await reachFromOutside(lab);
    const folder = `.lab/matrix-${process.pid}`;
    const project = releaseProject({ lab, programs: tools.folder, planText: matrixPlanText(), folder });
    const cast = matrixCast(project.plan);
    writeFileSync(join(project.root, "off.json"), JSON.stringify({ all: "disabled" }));
    const made = new MatrixLab(lab, project, cast, tools.folder, await bundleApp(join(lab.folder, "programs")));
    made.trust(0);
    return made;
  }

  /** Writes the trust after so many changes. */
  trust(changes: number): void {
    writeFileSync(join(this.project.root, "trust.yaml"), this.cast.trustText(changes));
  }

  /** Sets a stack to a stage and a version, without applying it. */
  ask(stack: string, phase: string, version: string): void {
    const [service] = this.project.plan.services;
    if (service === undefined) throw new Error("the plan of the matrix has no service");
    const { name, port } = service;
    const sample = sampleImage({ bundle: this.bundle, system: this.project.plan.system, service: name, version });
    const image = this.lab.images.register({ ...sample, env: { ...sample.env, PORT: String(port) } });
    const settings: Partial<Settings> = {
      ...{ platform: "kubernetes", phase, rehearsal: true, waitSeconds: 120, evidence: `evidence/${stack}` },
      hosts: { [name]: [`${stack}.lab`] },
      release: { artifacts: { [name]: image }, profile: "normal" },
      lifters: [{ kind: "User", name: "pulumi" }],
    };
    this.project.configure(stack, settings);
  }

  /** The folder of evidence of a stack that was asked for something. */
  folder(stack: string): EvidenceFolder {
    const found = this.#folders.get(stack) ?? this.#folderOf(stack);
    this.#folders.set(stack, found);
    return found;
  }

  /** Every write that the identity of Pulumi has asked for so far; with `tried` also those that a preview only tries out. */
  writes({ tried = false } = {}): number {
    return auditLog(this.lab.auditLog, "pulumi").filter(({ dryRun }) => tried || !dryRun).length;
  }

  mode(name: ModeName, stack: string): Mode {
    const { root, plan, pack } = this.project;
    // Started directly the pack spares a language host; once it comes through one, as a folder.
    const door = name === "up --skip-preview" ? pack : join(pack, "pack.js");
    return modeOf(name, { stack, project: plan.system, pack: door, disabling: join(root, "off.json") });
  }

  /** Runs the engine in a mode. */
  run(name: ModeName, stack: string): Promise<PulumiCall> {
    const mode = this.mode(name, stack);
    const { root, pack } = this.project;
    const program = ["--require", "tsx/cjs", automation, root, stack, pack];
    const spawn: Parameters<typeof pulumiCli>[0]["spawn"] = (command, words, options) =>
      mode.automated === true
        ? this.lab.enter(process.execPath, program, options)
        : this.lab.enter(command, words, options);
    return this.#cli(mode.env, spawn).run(...mode.words, "--stack", stack);
  }

  /** Runs the command line as it is. */
  pulumi(...words: readonly string[]): Promise<PulumiCall> {
    return this.#cli().run(...words);
  }

  #cli(
    env: Readonly<Record<string, string>> = {},
    spawn: Parameters<typeof pulumiCli>[0]["spawn"] = (command, words, options) =>
      this.lab.enter(command, words, options),
  ): PulumiCli {
    const { root } = this.project;
    const given = { KUBECONFIG: this.lab.kubeconfigOf("pulumi"), ...env };
    return pulumiCli({ programs: this.tools, project: root, state: join(root, "state"), env: given, spawn });
  }

  #folderOf(stack: string): EvidenceFolder {
    const { root, plan, inputs } = this.project;
    const folder = `evidence/${stack}`;
    const journal = { path: journalPath(inputs(stack)), system: plan.system, stack };
    return new EvidenceFolder(root, { root, folder, journal }, this.cast);
  }
}
