import { readFileSync } from "node:fs";
import { join } from "node:path";
import { auditLog, type AuditedWrite } from "../../lab/cluster/audit-log";
import { startLab, type Lab } from "../../lab/cluster/lab";
import { bundleApp } from "../../lab/app/bundle";
import { sampleImage } from "../../lab/app/sample-image";
import { releaseProject, type ReleaseProject } from "../../lab/start/release-project";
import { provideSecrets } from "../../lab/start/sample-secrets";
import { stackStory, type StackStory } from "../../lab/start/stack-story";
import { reachFromOutside } from "../../lab/start/story";
import { ensureToolchain } from "../../lab/toolchain/toolchain";
import { releasePrograms } from "../../lab/toolchain/program-name";
import { namespaceOf } from "../../contract/object-names";
import type { Plan } from "../../plan/plan";
import { rehearse } from "../../plan/rehearse";

/** The production stack of one of the systems on a real cluster, with everybody who signs. */
export interface StoryStack {
  readonly lab: Lab;
  readonly project: ReleaseProject;
  readonly story: StackStory;
  readonly plan: Plan;
  /** Every write that the identity of Pulumi has asked for so far: refused ones and dry runs too. */
  readonly writes: () => readonly AuditedWrite[];
  readonly stop: () => Promise<void>;
}

/**
 * Starts a lab and prepares a system's production stack. `change` edits the plan's text before its rehearsal is derived, and `factor` is what
 * its times are divided by.
 */
export async function storyStack(
  system: string,
  change: (text: string) => string = (text) => text,
  factor = 100_000,
): Promise<StoryStack> {
  const tools = await ensureToolchain(releasePrograms, () => undefined);
  const lab = await startLab({ toolchain: tools });
  const cluster = await reachFromOutside(lab);
  const text = change(readFileSync(`systems/${system}/plan.yaml`, "utf8"));
  const planText = rehearse(text, factor);
  const project = releaseProject({
    lab,
    programs: tools.folder,
    planText,
    folder: `.lab/test-${process.pid}-${system}`,
  });
  const bundle = await bundleApp(join(lab.folder, "programs"));
  const { plan } = project;
  const image = ({ name, port }: Plan["services"][number], version: string): string => {
    const sample = sampleImage({ bundle, system: plan.system, service: name, version });
    return lab.images.register({ ...sample, env: { ...sample.env, PORT: String(port) } });
  };
  const story = stackStory({
    ...{ lab, project, stack: "production" },
    hosts: Object.fromEntries(
      plan.services.map(({ name, hosts }) => [name, hosts.length > 0 ? [...hosts] : [`${name}.lab`]]),
    ),
    images: (version) => Object.fromEntries(plan.services.map((service) => [service.name, image(service, version)])),
    provide: () => provideSecrets(cluster, plan, namespaceOf(plan.system, "production")),
  });
  const writes = (): readonly AuditedWrite[] => auditLog(lab.auditLog, "pulumi");
  return { lab, project, story, plan, writes, stop: () => lab.stop() };
}
