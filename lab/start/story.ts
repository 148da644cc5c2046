import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import { namespaceOf } from "../../contract/object-names";
import type { Plan } from "../../plan/plan";
import { secondsOf } from "../../release/instant";
import type { Lab } from "../cluster/lab";
import { bundleApp, bundleProgram } from "../app/bundle";
import { writeFaultFile } from "../app/fault-file";
import { sampleImage } from "../app/sample-image";
import { bundleLoad } from "../load/bundle-load";
import type { EvidenceContext, Piece } from "./evidence-context";
import { soakEvidence } from "./measured-evidence";
import { planOfStack, stagingPhase } from "../../situation/plan-of-stack";
import type { ReleaseProject } from "./release-project";
import { sampleReports, writeReport } from "./sample-reports";
import { provideSecrets } from "./sample-secrets";
import { countShares, shareTable, type ShareRow } from "./share-table";
import { SoakWatch } from "./soak";
import { meanOf, type SoakSlice } from "./soak-slice";
import { stackStory, type StackStory } from "./stack-story";

/** Requests that are counted after each stage. */
const requests = 2000;
/** A sample that answers at once has no response time to compare: both versions take this long. */
const responseMs = 100;
const versions = { stable: "1.0.0", candidate: "2.0.0" } as const;
const smokeHeader = "x-sluice-smoke:candidate";

/** What a story is told with. */
export interface StoryArgs {
  readonly lab: Lab;
  /** The administrator's client, from outside of the lab. */
  readonly cluster: KubeConfig;
  readonly project: ReleaseProject;
  readonly say: (text: string) => void;
}

/** One release from bootstrap to complete, on staging first when the plan has it. Every stage is applied by the real program and pack. */
export class Story {
  private readonly hosts: Record<string, string[]>;
  private baseline: readonly SoakSlice[] = [];
  private watching: { readonly candidate: SoakWatch; readonly staging?: SoakWatch } | undefined;
  private programs = { app: "", load: "", recorder: "" };
  private readonly faults: string;
  /** The phases of production, with the shares on the way to them. */
  private readonly phases: Plan["phases"];

  constructor(private readonly args: StoryArgs) {
    const { plan } = args.project;
    this.hosts = hostsOf(plan);
    this.phases = planOfStack(plan, "production", this.hosts).phases;
    this.faults = join(args.lab.folder, "faults.json");
  }

  async tell(): Promise<void> {
    await this.prepare();
    const { plan } = this.args.project;
    if (plan.staging !== undefined) await this.staging(plan.staging.stack, plan.staging.soakSeconds);
    await this.production();
  }

  private async prepare(): Promise<void> {
    const folder = join(this.args.lab.folder, "programs");
    mkdirSync(folder, { recursive: true });
    const recorder = await bundleProgram(join(__dirname, "soak-recorder.ts"), "soak-recorder.cjs", folder);
    this.programs = { app: await bundleApp(folder), load: await bundleLoad(folder), recorder };
    const slow = { latencyMs: responseMs };
    await writeFaultFile(this.faults, { [versions.stable]: slow, [versions.candidate]: slow });
  }

  private async staging(stack: string, seconds: number): Promise<void> {
    const story = this.stack(stack);
    await this.stage(story, "bootstrap", versions.stable);
    await this.stage(story, "prepare", versions.candidate);
    await this.stage(story, stagingPhase, versions.candidate);
    this.args.say(`  watching ${stack} for ${seconds.toFixed(1)} s`);
    const now = Date.now() / 1000;
    this.baseline = await this.watch(stack, seconds).between(now, now + seconds + 1);
  }

  private async production(): Promise<void> {
    const story = this.stack("production");
    await this.stage(story, "bootstrap", versions.stable);
    await this.stage(story, "prepare", versions.candidate);
    for (const { name } of this.phases) await this.stage(story, name, versions.candidate);
    await this.stage(story, "complete", versions.candidate);
  }

  /** Asks, shows the refusal, brings what it asks for, applies, counts. */
  private async stage(story: StackStory, phase: string, version: string): Promise<void> {
    const { say, project } = this.args;
    say(`\n${story.stack} · ${phase} · version ${version}`);
    const soaked = await this.soak(story);
    story.ask(phase, version);
    const refusal = await story.refused();
    if (refusal !== undefined) say(indented(refusal.replace(/(npx sluice \S+ \S+).*/g, "$1 …")));
    const signed = await story.sign([...soaked, ...(await this.proofs(story, phase))]);
    const still = await story.refused();
    if (still !== undefined) throw new Error(still);
    say(`  signed ${signed} pieces of evidence, applying with pulumi up`);
    const soakSeconds = this.phases.find(({ name }) => name === phase)?.soakSeconds;
    if (soakSeconds !== undefined) this.startWatching(story.stack, soakSeconds);
    await story.up();
    const rows = await this.count(story.stack, project.plan.system);
    say(shareTable(rows));
  }

  /** Waits out the soak of the phase that the release stands in, if it stands in one, and signs what was seen of it. */
  private async soak(story: StackStory): Promise<readonly Piece[]> {
    const { project, say } = this.args;
    const asked = await project.assess(story.stack).catch(() => undefined);
    const progress = asked?.situation.progress;
    const phase = asked?.plan.phases.find(({ name }) => progress?.kind === "present" && progress.value.phase === name);
    const watch = this.watching;
    if (progress?.kind !== "present" || phase === undefined || watch === undefined) return [];
    this.watching = undefined;
    const since = progress.value.since;
    say(`  soaking in "${phase.name}" for ${phase.soakSeconds.toFixed(1)} s`);
    const [from, to] = [secondsOf(since), secondsOf(since) + phase.soakSeconds + 1];
    const slices = await watch.candidate.between(from, to);
    // Staging is watched in the same seconds: on a busy machine another hour would be another baseline.
    const baseline = (await watch.staging?.between(from, to)) ?? [];
    const measured = { phase: phase.name, since, slices, baselineSeconds: meanOf(baseline) };
    const { pieces, sampled } = soakEvidence(await story.context(), measured);
    if (sampled.length > 0) say(`  the lab does not measure ${sampled.join(", ")}: samples stand in`);
    return pieces;
  }

  private startWatching(stack: string, soakSeconds: number): void {
    const { staging } = this.args.project.plan;
    const candidate = this.watch(stack, soakSeconds);
    const compared =
      staging === undefined || staging.stack === stack ? {} : { staging: this.watch(staging.stack, soakSeconds) };
    this.watching = { candidate, ...compared };
  }

  /** Starts to watch the candidate of a stack, by header, so that its share plays no part. */
  private watch(stack: string, soakSeconds: number): SoakWatch {
    const { lab } = this.args;
    const [host = ""] = Object.values(this.hostsOn(stack)).flat();
    const sliceSeconds = Math.min(1, soakSeconds / 25);
    return new SoakWatch({ lab, recorder: this.programs.recorder, host, header: smokeHeader, sliceSeconds });
  }

  /** Proofs that the lab measures itself: what staging showed, and a smoke test of the candidate by header. */
  private async proofs(story: StackStory, phase: string): Promise<readonly Piece[]> {
    const { plan } = this.args.project;
    if (story.stack !== "production" || !this.phases.some(({ name }) => name === phase)) return [];
    const context = await story.context();
    const answered = this.baseline.reduce((sum, slice) => sum + slice.answered, 0);
    const staging = plan.staging === undefined ? [] : [stagingPiece(context, plan.staging, answered)];
    return [...staging, await this.smoke(context)];
  }

  private async smoke(context: EvidenceContext): Promise<Piece> {
    const now = Date.now() / 1000;
    const slices = await this.watch("production", 5).between(now, now + 1);
    if (slices.length === 0 || slices.some(({ faults, lost }) => faults + lost > 0))
      throw new Error("smoke test: the candidate does not answer");
    const path = writeReport(context.root, `reports/smoke-${context.phase}.xml`, sampleReports.junit("smoke", 3));
    const claim = { journeys: ["answers by header"] };
    const bound = { system: context.plan.system, stack: context.stack };
    const sign = {
      kind: "smoke-test",
      bound,
      artifacts: context.release.artifacts,
      claim,
      report: { path, format: "junit" },
    };
    return { role: "ci", sign: sign as Piece["sign"] };
  }

  private count(stack: string, system: string): Promise<readonly ShareRow[]> {
    const { lab, cluster } = this.args;
    return countShares({ lab, cluster, load: this.programs.load, system, stack, hosts: this.hostsOn(stack), requests });
  }

  private hostsOn(stack: string): Record<string, string[]> {
    const named = (host: string): string => (stack === "production" ? host : `${stack}.${host}`);
    return Object.fromEntries(Object.entries(this.hosts).map(([service, hosts]) => [service, hosts.map(named)]));
  }

  private stack(stack: string): StackStory {
    const { lab, cluster, project } = this.args;
    const { system } = project.plan;
    const image = ({ name, port }: Plan["services"][number], version: string): string => {
      const sample = sampleImage({
        bundle: this.programs.app,
        system,
        service: name,
        version,
        faultsFile: this.faults,
      });
      return lab.images.register({ ...sample, env: { ...sample.env, PORT: String(port) } });
    };
    return stackStory({
      ...{ lab, project, stack, hosts: this.hostsOn(stack) },
      images: (version) =>
        Object.fromEntries(project.plan.services.map((service) => [service.name, image(service, version)])),
      provide: () => provideSecrets(cluster, project.plan, namespaceOf(system, stack)),
    });
  }
}

/** Host names of the plan; a plan that names none gets one for its first service. */
function hostsOf(plan: Plan): Record<string, string[]> {
  const named = plan.services
    .filter(({ hosts }) => hosts.length > 0)
    .map(({ name, hosts }): [string, string[]] => [name, [...hosts]]);
  const [first] = plan.services;
  return Object.fromEntries<string[]>(
    named.length > 0 || first === undefined ? named : [[first.name, [`${first.name}.lab`]]],
  );
}

function stagingPiece(
  context: EvidenceContext,
  staging: NonNullable<Plan["staging"]>,
  requestsAnswered: number,
): Piece {
  const { system } = context.plan;
  const bound = { system, stack: staging.stack, plan: context.release.planHash };
  const claim = {
    ...{ outcome: "green", soakedSeconds: staging.soakSeconds, requests: requestsAnswered },
    ...{ checklistPercent: 100, limitsHeld: true },
  };
  return { role: "ci", sign: { kind: "staging", bound, artifacts: context.release.artifacts, claim } as Piece["sign"] };
}

const indented = (text: string): string => text.replace(/^/gm, "  ");

/** Writes the administrator's kubeconfig that works from outside, and makes this process use it. */
export async function reachFromOutside(lab: Lab): Promise<KubeConfig> {
  const cluster = await lab.connect("admin");
  const path = join(lab.folder, "outside.kubeconfig");
  writeFileSync(path, cluster.exportConfig(), { mode: 0o600 });
  process.env["KUBECONFIG"] = path;
  return cluster;
}
