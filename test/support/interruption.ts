import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { holdObject } from "../../contract/hold";
import { namespaceOf } from "../../contract/object-names";
import { progressObject } from "../../contract/progress";
import type { Finished } from "../../lab/cluster/lab";
import { clusterApi, type ClusterApi } from "./cluster-api";
import type { EngineRun } from "./engine-run";
import { elsewhereSignatures, soakSignatures } from "./story-signatures";
import type { StoryStack } from "./story-stack";
import { watchWeights, type WeightWatch } from "./weight-watch";

const sluiceProgram = resolve(__dirname, "../../cli/sluice.js");

/** What an interrupted update may not change, as the API server holds it. */
export interface Standing {
  /** The whole object of progress with its version, which every write changes; nothing while there is none. */
  readonly progress: string | undefined;
  /** The ceiling of the hold; nothing while there is none. */
  readonly ceilingPercent: number | undefined;
}

/** A stack whose updates are interrupted, and what it takes to see what that did. */
export interface Interruption {
  readonly stack: StoryStack;
  readonly api: ClusterApi;
  readonly namespace: string;
  readonly weights: WeightWatch;
  /** Asks for a stage and signs everything that it wants. Throws when something is still in the way. */
  readonly ask: (phase: string, version: string) => Promise<void>;
  readonly standing: () => Promise<Standing>;
  /** Runs `sluice` inside the lab with Pulumi's own rights. */
  readonly sluice: (...words: readonly string[]) => Promise<Finished>;
  /** Runs `sluice recover`. Throws when it fails. */
  readonly recover: () => Promise<RecoveryPrint>;
  /** Recovers, brings the asked stage about, and looks for what is left to do. */
  readonly converge: () => Promise<Converged>;
}

/** What `sluice recover --json` prints. */
export interface RecoveryPrint {
  readonly filesRemoved: readonly string[];
  readonly locksCleared: readonly string[];
  readonly interruptedOperations: readonly { readonly operation: string; readonly urn: string }[];
  readonly progressRestored: boolean;
}

/** How a stack stands after a recovery and another `up`. */
export interface Converged {
  readonly recovery: RecoveryPrint;
  readonly phase: string;
  readonly sharePercent: number;
  readonly weightPercent: number;
  /** What a refreshed look at the stack would change: nothing, when it is empty. */
  readonly changes: string;
}

/** Opens the stack for interruptions. */
export async function interruption(stack: StoryStack): Promise<Interruption> {
  const namespace = namespaceOf(stack.plan.system, stack.story.stack);
  const [api, weights] = [await clusterApi(stack.lab), await watchWeights(stack.lab, namespace)];
  const sluice: Interruption["sluice"] = (...words) =>
    stack.lab.run("node", [sluiceProgram, ...words], { cwd: stack.project.root, env: stack.project.environment });
  const recover = async (): Promise<RecoveryPrint> => {
    const { code, out, err } = await sluice("recover", "--stack", stack.story.stack, "--yes", "--json");
    if (code !== 0) throw new Error(`sluice recover: must end with 0, got ${String(code)}\n${out}\n${err}`);
    return JSON.parse(out) as RecoveryPrint;
  };
  return {
    ...{ stack, api, namespace, weights, sluice, recover },
    ask: (phase, version) => ask(stack, phase, version),
    standing: () => standing(api, namespace),
    converge: () => converge({ stack, weights, recover }),
  };
}

async function ask(stack: StoryStack, phase: string, version: string): Promise<void> {
  const soaked = phase === "bootstrap" ? [] : await soakSignatures(stack);
  stack.story.ask(phase, version);
  await stack.story.sign([...soaked, ...(await elsewhereSignatures(stack))]);
  const refused = await stack.story.refused();
  if (refused !== undefined) throw new Error(refused);
}

async function standing(api: ClusterApi, namespace: string): Promise<Standing> {
  const { group, version, plural, name } = holdObject;
  const progress = await api.call("GET", `/api/v1/namespaces/${namespace}/configmaps/${progressObject.name}`);
  const hold = await api.call("GET", `/apis/${group}/${version}/namespaces/${namespace}/${plural}/${name}`);
  return {
    progress: progress.code === 404 ? undefined : JSON.stringify(progress.body),
    ceilingPercent:
      hold.code === 200 ? (hold.body as { spec: { ceilingPercent: number } }).spec.ceilingPercent : undefined,
  };
}

type Given = Pick<Interruption, "stack" | "recover" | "weights">;

async function converge({ stack, recover, weights }: Given): Promise<Converged> {
  const { project, story } = stack;
  const recovery = await recover();
  await story.up();
  const { situation } = await project.assess(story.stack);
  if (situation.progress.kind !== "present") throw new Error("progress: must be there after an up");
  const { phase, sharePercent } = situation.progress.value;
  const look = ["preview", "--refresh", "--expect-no-changes", "--stack", story.stack, "--policy-pack", project.pack];
  const { code, out, err } = await project.pulumi(...look);
  return {
    recovery,
    ...{ phase, sharePercent, weightPercent: weights.latest() },
    changes: code === 0 ? "" : `${out.slice(-2000)}${err.slice(-2000)}`,
  };
}

/** Waits until the condition holds, looked at every few milliseconds. False when the engine has ended before. */
export async function reached(run: EngineRun, condition: () => boolean): Promise<boolean> {
  while (!condition()) {
    if (run.over()) return false;
    await sleep(5);
  }
  return true;
}

/** Whether the engine has said that a resource of this type begins, or has ended. */
export function said(events: readonly EngineEvent[], what: "begins" | "ended", type: string): boolean {
  return events.some(({ resourcePreEvent, resOutputsEvent }) =>
    what === "begins" ? resourcePreEvent?.metadata.type === type : resOutputsEvent?.metadata.type === type,
  );
}

/** How many resources the engine is done with. */
export const resourcesDone = (events: readonly EngineEvent[]): number =>
  events.filter(({ resOutputsEvent }) => resOutputsEvent !== undefined).length;
