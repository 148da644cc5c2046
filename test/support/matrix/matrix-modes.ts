/** The ways to run the engine, in the order in which the matrix prints them. */
export const modeNames = [
  "preview",
  "up",
  "up --skip-preview",
  "no pack",
  "Automation API",
  "--target",
  "--exclude",
  "--continue-on-error",
  "--policy-pack-config",
  "PULUMI_OPTION_*",
  "PULUMI_NODEJS_SKIP_COMPONENT_INPUTS",
  "up --refresh",
] as const;

/** The name of a way to run the engine. */
export type ModeName = (typeof modeNames)[number];

/** What a mode is made for one stack from. */
export interface ModePlace {
  readonly stack: string;
  readonly project: string;
  /** Path of the policy pack. */
  readonly pack: string;
  /** Path of a configuration that switches every policy of the pack off. */
  readonly disabling: string;
}

/** One way to run the engine. */
export interface Mode {
  /** What is run, as it stands in the report. */
  readonly run: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it goes through the Automation API rather than the command line. */
  readonly automated?: boolean;
}

const up = ["up", "--yes", "--skip-preview"];

/** The mode as it runs on one stack. */
export function modeOf(name: ModeName, { stack, project, pack, disabling }: ModePlace): Mode {
  const withPack = ["--policy-pack", pack];
  const urn = (type: string): string => `urn:pulumi:${stack}::${project}::**${type}::*`;
  const modes: Readonly<Record<ModeName, Omit<Mode, "run">>> = {
    preview: { words: ["preview", ...withPack] },
    up: { words: ["up", "--yes", ...withPack] },
    "up --skip-preview": { words: [...up, ...withPack] },
    "no pack": { words: up },
    "Automation API": { words: ["up"], automated: true },
    // The objects that move the traffic, and nothing that was to come before them.
    "--target": { words: [...up, ...withPack, "--target", urn("argoproj.io/v1alpha1:Rollout"), "--target-dependents"] },
    // Everything but the object that says what is released.
    "--exclude": { words: [...up, ...withPack, "--exclude", urn("ConfigMapPatch")] },
    "--continue-on-error": { words: [...up, ...withPack, "--continue-on-error"] },
    "--policy-pack-config": { words: [...up, ...withPack, "--policy-pack-config", disabling] },
    "PULUMI_OPTION_*": {
      words: ["up"],
      env: {
        ...{ PULUMI_OPTION_YES: "true", PULUMI_OPTION_SKIP_PREVIEW: "true", PULUMI_OPTION_CONTINUE_ON_ERROR: "true" },
        ...{ PULUMI_OPTION_POLICY_PACK: pack, PULUMI_OPTION_POLICY_PACK_CONFIG: disabling },
      },
    },
    // With the pack even an allowed move is refused then, for the claim does not reach it: the program has to refuse alone.
    PULUMI_NODEJS_SKIP_COMPONENT_INPUTS: { words: up, env: { PULUMI_NODEJS_SKIP_COMPONENT_INPUTS: "true" } },
    "up --refresh": { words: [...up, ...withPack, "--refresh"] },
  };
  const mode = modes[name];
  const shown = mode.words.map((word) => (word === pack ? "policies" : word === disabling ? "off.json" : word));
  const variables = Object.entries(mode.env ?? {}).map(
    ([key, value]) => `${key}=${value === pack ? "policies" : value === disabling ? "off.json" : value} `,
  );
  return {
    ...mode,
    run:
      mode.automated === true
        ? "stack.up({ policyPacks: [policies] })"
        : `${variables.join("")}pulumi ${shown.join(" ")}`,
  };
}
