import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { parse, stringify } from "yaml";
import type { Lab } from "../../lab/cluster/lab";
import { bundleApp } from "../../lab/app/bundle";
import { sampleImage } from "../../lab/app/sample-image";
import type { ReleaseProject } from "../../lab/start/release-project";
import type { Engine } from "./engine";
import type { MeasuredRun } from "./measured-run";
import { ask, prove } from "./released-stack";
import type { Asked, Side } from "./side";

/** The real program with the real pack, padded with ConfigMaps below its Release. */
export interface Ours extends Side {
  /** What the program declares without padding: resources, the stack and the providers not counted. */
  readonly ownResources: number;
  /** The gates that every measured preview asks. */
  readonly gates: readonly string[];
}

/** What ours is made of. */
export interface OursArgs {
  readonly lab: Lab;
  readonly project: ReleaseProject;
  readonly run: Engine;
  /** How the pack is named to the engine. */
  readonly pack: string;
  /** Makes the secrets that the workload refers to, as soon as there is a namespace. */
  readonly provide: () => Promise<void>;
}

/** Takes a real release through bootstrap and prepare, and proves what the next phase asks for. */
export async function ours({ lab, project, run, pack, provide }: OursArgs): Promise<Ours> {
  preloadPadding(project.root);
  const programs = join(lab.folder, "programs");
  mkdirSync(programs, { recursive: true });
  const bundle = await bundleApp(programs);
  const image = (version: string): string => {
    const sample = sampleImage({ bundle, system: project.plan.system, service: "server", version });
    const port = project.plan.services.find(({ name }) => name === "server")?.port;
    return lab.images.register({ ...sample, env: { ...sample.env, PORT: String(port) } });
  };
  const [old, next] = [image("1.0.0"), image("2.0.0")];
  const pulumi = (words: readonly string[], padding: number, serial = "0"): Promise<MeasuredRun> => {
    const environment = { SLUICE_BENCH_PADDING: String(padding), SLUICE_BENCH_SERIAL: serial };
    return run(project.root, [...words, "--policy-pack", pack, "--suppress-outputs"], environment);
  };
  const up = ["up", "--stack", "production", "--yes", "--skip-preview"];
  await run(project.root, ["stack", "init", "production"]);
  const enter = async (phase: string, image: string): Promise<void> => {
    ask(project, "production", phase, image);
    await prove(project, "production");
    await Promise.all([pulumi(up, 0), provide()]);
  };
  await enter("bootstrap", old);
  await enter("prepare", next);
  const ownResources = await declared(run, project.root);
  const [{ name: phase } = { name: "" }] = project.plan.phases;
  ask(project, "production", phase, next);
  const gates = await prove(project, "production");
  const padding = ({ resources }: Asked): number => resources - ownResources;
  return {
    ...{ ownResources, gates },
    preview: (asked) => {
      ask(project, "production", phase, next);
      return pulumi(["preview", "--stack", "production"], padding(asked), asked.serial);
    },
    up: (asked) => {
      ask(project, "production", "prepare", next);
      return pulumi(up, padding(asked), asked.serial);
    },
  };
}

function preloadPadding(root: string): void {
  const path = join(root, "Pulumi.yaml");
  const written = parse(readFileSync(path, "utf8")) as { runtime: { options: { nodeargs: string } } };
  const padding = join(root, "padding.js");
  const source = join(__dirname, "padding.ts");
  buildSync({
    ...{ entryPoints: [source], outfile: padding, bundle: true, packages: "external", platform: "node" },
    // It finds the program and the packages from where its source is.
    define: { __dirname: JSON.stringify(__dirname), __filename: JSON.stringify(source) },
  });
  written.runtime.options.nodeargs += ` --require ${padding}`;
  writeFileSync(path, stringify(written));
}

async function declared(run: Engine, root: string): Promise<number> {
  const { out } = await run(root, ["stack", "export", "--stack", "production"]);
  const { deployment } = JSON.parse(out) as { deployment: { resources: readonly { type: string }[] } };
  return deployment.resources.filter(({ type }) => !/^pulumi:(pulumi:Stack|providers:)/.test(type)).length;
}
