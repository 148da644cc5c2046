import { journalPath } from "../../situation/assess";
import type { Settings } from "../../contract/settings";
import { refusal } from "../../situation/refusal";
import type { Lab } from "../cluster/lab";
import type { EvidenceContext, Piece } from "./evidence-context";
import { samplesFor } from "./sample-evidence";
import type { ReleaseProject } from "./release-project";

/** One stack on its way through the stages, in the name of everybody whom its gates ask. */
export interface StackStory {
  readonly stack: string;
  /** Sets the stack to a stage and a version, without applying it. */
  readonly ask: (phase: string, version: string) => void;
  /** Why the asked stage is refused right now, or nothing. */
  readonly refused: () => Promise<string | undefined>;
  /** What evidence for the asked stage must be bound to. */
  readonly context: () => Promise<EvidenceContext>;
  /** Signs, in the name of each role, what the gates of the asked stage miss, and the pieces given besides. */
  readonly sign: (pieces?: readonly Piece[]) => Promise<number>;
  /** Applies the asked stage with the policy pack. Throws with Pulumi's own words when that fails. */
  readonly up: () => Promise<void>;
}

/** What a stack's story needs to know. */
export interface StackStoryArgs {
  readonly lab: Lab;
  readonly project: ReleaseProject;
  readonly stack: string;
  readonly hosts: Settings["hosts"];
  /** Image of every service in one version. */
  readonly images: (version: string) => Readonly<Record<string, string>>;
  /** Makes what the workload needs and the plan only refers to, once the namespace exists. */
  readonly provide: () => Promise<void>;
}

/** Tells one stack's story; Pulumi's stack is made by its first `up`. */
export function stackStory(args: StackStoryArgs): StackStory {
  const { project, stack, hosts, images } = args;
  let asked = { phase: "", version: "" };
  const context = async (): Promise<EvidenceContext> => {
    const { plan, situation } = await project.assess(stack);
    const all = Object.values(hosts).flat();
    const { release } = situation.asked;
    return {
      root: project.root,
      plan,
      stack,
      phase: asked.phase,
      release,
      revision: `revision-${asked.version}`,
      hosts: all,
    };
  };
  return {
    ...{ stack, context },
    ask: (phase, version) => {
      asked = { phase, version };
      project.configure(stack, settingsOf(args, phase, images(version)));
    },
    refused: async () => {
      const { plan, move } = await project.assess(stack);
      return move.kind === "refused" ? refusal(plan.system, asked.phase, move) : undefined;
    },
    sign: async (pieces = []) => {
      const { verdicts } = await project.assess(stack);
      const open = verdicts.flatMap(({ gate, status }) => (gate === undefined || status === "pass" ? [] : [gate]));
      const given = await context();
      const all = [...open.flatMap((gate) => samplesFor(gate, given)), ...pieces];
      await signAll(project, stack, all);
      return all.length;
    },
    up: () => up(args),
  };
}

async function signAll(project: ReleaseProject, stack: string, pieces: readonly Piece[]): Promise<void> {
  const issued = new Date().toISOString();
  const wanted = pieces.map(({ role, at, sign }) => ({ sign: { ...sign, issued }, key: project.cast.keyOf(role, at) }));
  if (wanted.length > 0) await project.sign(stack, wanted as Parameters<ReleaseProject["sign"]>[1]);
}

function settingsOf(
  { stack, hosts }: StackStoryArgs,
  phase: string,
  artifacts: Readonly<Record<string, string>>,
): Partial<Settings> {
  return {
    ...{ platform: "kubernetes", phase, hosts, rehearsal: true, waitSeconds: 120, evidence: `evidence/${stack}` },
    release: { artifacts, profile: "normal" },
    lifters: [{ kind: "User", name: "pulumi" }],
    onCall: [{ kind: "User", name: "oncall" }],
    monitoring,
  };
}

/** Where alerts would go. No Alertmanager runs in this story, but its objects are made, and the API server judges them. */
const monitoring: NonNullable<Settings["monitoring"]> = {
  ...{ labels: { prometheus: "main" }, runbooks: "docs/runbooks", prober: "blackbox-exporter.monitoring:9115" },
  receivers: { pager: { kind: "webhook", url: { name: "on-call", key: "pager" } } },
  notify: { page: ["pager"], warn: ["pager"], info: ["pager"], watchdog: ["pager"] },
};

async function up({ project, stack, provide }: StackStoryArgs): Promise<void> {
  const stacks = await project.pulumi("stack", "ls", "--json");
  const first = !stacks.out.includes(`"${stack}"`);
  if (first) await project.pulumi("stack", "init", stack);
  const words = ["up", "--yes", "--stack", stack, "--policy-pack", project.pack];
  const [applied] = await Promise.all([
    // Whoever begins looks at what is going to be made, where nothing is yet.
    project.pulumi(...words, ...(first ? [] : ["--skip-preview"])),
    provide(),
  ]);
  if (applied.code !== 0) throw new Error(`pulumi up on "${stack}" failed:\n${applied.out}\n${applied.err}`);
}

/** Where the journal of a stack lies, for a person who wants to look. */
export const journalOf = (project: ReleaseProject, stack: string): string => journalPath(project.inputs(stack));
