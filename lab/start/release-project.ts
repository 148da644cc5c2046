import { mkdirSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { stringify } from "yaml";
import type { Settings } from "../../contract/settings";
import type { SigningKey } from "../../evidence/sign-envelope";
import { signEvidence, type ToSign } from "../../evidence/sign-evidence";
import type { Plan } from "../../plan/plan";
import { problemLine } from "../../plan/problem";
import { readPlan } from "../../plan/read-plan";
import { assess, journalPath, type Assessment } from "../../situation/assess";
import { readInputs, type Inputs } from "../../situation/read-inputs";
import { releaseOf } from "../../situation/release-of";
import type { Finished, Lab } from "../cluster/lab";
import { cast, type Cast } from "./cast";

const repository = resolve(__dirname, "../..");

/** A Pulumi project over this program, in a folder of its own, whose stacks run in a lab. */
export interface ReleaseProject {
  readonly root: string;
  /** Path of the policy pack. */
  readonly pack: string;
  readonly plan: Plan;
  readonly cast: Cast;
  /** Writes the configuration of a stack. */
  readonly configure: (stack: string, settings: Partial<Settings>) => void;
  /** Reads and judges a stack as the program does. */
  readonly assess: (stack: string) => Promise<Assessment>;
  readonly inputs: (stack: string) => Inputs;
  /** Signs evidence into the folder and the journal of a stack. */
  readonly sign: (
    stack: string,
    wanted: readonly { readonly sign: ToSign; readonly key: SigningKey }[],
  ) => Promise<void>;
  /** The variables with which `pulumi` and `sluice` work on this project inside the lab, as the lab's identity for Pulumi. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs `pulumi` inside the lab, as the lab's identity for it. */
  readonly pulumi: (...words: readonly string[]) => Promise<Finished>;
}

/** What a project is made of. */
export interface ReleaseProjectArgs {
  readonly lab: Lab;
  /** Folder of the toolchain's programs. */
  readonly programs: string;
  /** Text of the plan; it must be valid. */
  readonly planText: string;
  /** Folder below the repository; it is made anew. */
  readonly folder: string;
}

/** Makes the project: plan, trust with keys of this run, and the Pulumi.yaml that leads to the program of this repository. */
export function releaseProject({ lab, programs, planText, folder }: ReleaseProjectArgs): ReleaseProject {
  const root = resolve(repository, folder);
  const plan = validPlan(planText);
  const people = cast(plan);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, "state"), { recursive: true });
  writeFileSync(join(root, "plan.yaml"), planText);
  writeFileSync(join(root, "trust.yaml"), people.trustText);
  writeFileSync(join(root, "Pulumi.yaml"), pulumiYaml(plan.system, root));
  const written = new Map<string, Partial<Settings>>();
  const inputs = (stack: string): Inputs => inputsOf(root, stack, written.get(stack) ?? {});
  const env = environment(lab, root, programs);
  return {
    ...{ root, plan, cast: people, inputs, pack: join(repository, "policies") },
    configure: (stack, settings) => {
      written.set(stack, settings);
      writeConfig(root, stack, settings);
    },
    assess: async (stack) => assess({ inputs: inputs(stack), release: releaseOf(inputs(stack)) }),
    sign: async (stack, wanted) => {
      const of = inputs(stack);
      const journal = { path: journalPath(of), system: plan.system, stack };
      await signEvidence({ root, folder: of.settings.evidence, journal }, wanted, new Date().toISOString());
    },
    environment: env,
    pulumi: (...words) => lab.run("pulumi", [...words, "--non-interactive", "--color", "never"], { cwd: root, env }),
  };
}

function validPlan(text: string): Plan {
  const reading = readPlan(text);
  if (reading.kind === "valid") return reading.plan;
  throw new Error(reading.problems.map(problemLine).join("\n"));
}

function inputsOf(root: string, stack: string, settings: Partial<Settings>): Inputs {
  const values: Readonly<Record<string, unknown>> = settings;
  const reading = readInputs({
    ...{ root, stack },
    text: (name) => {
      const value = values[name];
      return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
    },
  });
  if (reading.kind === "invalid") throw new Error(reading.problems.join("\n"));
  return reading.inputs;
}

const pulumiYaml = (system: string, root: string): string =>
  stringify({
    name: system,
    main: `${relative(root, repository).split(sep).join("/")}/`,
    runtime: { name: "nodejs", options: { typescript: false, nodeargs: "--require ./cli/preload.js" } },
  });

/** Keeps what Pulumi itself has written there, the salt of its secrets. */
function writeConfig(root: string, stack: string, settings: Partial<Settings>): void {
  const path = join(root, `Pulumi.${stack}.yaml`);
  const salt = existsSync(path) ? /^encryptionsalt: .*$/m.exec(readFileSync(path, "utf8"))?.[0] : undefined;
  const config = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`sluice:${name}`, value]));
  writeFileSync(
    path,
    `${salt === undefined ? "" : `${salt}\n`}${stringify({ config }, { aliasDuplicateObjects: false })}`,
  );
}

const environment = (lab: Lab, root: string, programs: string): NodeJS.ProcessEnv => ({
  LANG: "C.UTF-8",
  HOME: join(root, "state"),
  PULUMI_HOME: join(root, "state", ".pulumi"),
  PULUMI_BACKEND_URL: `file://${join(root, "state")}`,
  PULUMI_CONFIG_PASSPHRASE: "",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  KUBECONFIG: lab.kubeconfigOf("pulumi"),
  PATH: [join(repository, "node_modules", ".bin"), programs, process.env["PATH"]].join(":"),
});
