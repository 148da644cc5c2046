import { truncateSync } from "node:fs";
import { join } from "node:path";
import { progressObject } from "../../contract/progress";
import { startUp } from "./engine-run";
import {
  beginning,
  faultsOf,
  killedUp,
  lastResourceRefused,
  leftFaults,
  targetedUp,
  type InterruptedUp,
} from "./interrupted-up";
import { interruption, reached, type Interruption } from "./interruption";
import type { Moment } from "./raise-moments";
import { storyStack, type StoryStack } from "./story-stack";

const versions = { first: "1.0.0", second: "2.0.0" } as const;
const canaryPercent = 10;

/** The ways in which the mcp-jira-server is interrupted: on its bootstrap, and on its way from no share to 10 percent. */
export interface InterruptedStory {
  readonly stack: StoryStack;
  /** Kills the first `up` ever once the Rollout has been made, recovers, and brings the bootstrap to its end. It comes first. */
  readonly bootstrap: () => Promise<InterruptedUp>;
  readonly killed: (moment: Moment) => Promise<InterruptedUp>;
  readonly lastResourceRefused: () => Promise<InterruptedUp>;
  readonly targeted: () => Promise<InterruptedUp>;
  /** Deletes progress, as somebody with the rights of an administrator may, and recovers. Answers its text before and after. */
  readonly progressDeleted: () => Promise<DeletedProgress>;
  /** Leaves the file beside the state as an engine does that is killed between making and writing it, and recovers. */
  readonly stateTorn: () => Promise<TornState>;
  readonly stop: () => Promise<void>;
}

/** What a recovery made of a state that Pulumi could not read. */
export interface TornState {
  readonly file: string;
  /** What Pulumi said to it before. */
  readonly complaint: string;
  readonly removed: readonly string[];
  /** Exit code of Pulumi's look at the stack afterwards. */
  readonly codeAfter: number;
}

/** What a recovery made of progress that was gone. */
export interface DeletedProgress {
  readonly before: unknown;
  readonly after: unknown;
  readonly restored: boolean;
}

/** Starts a lab with a stack that was never applied. */
export async function interruptedStory(): Promise<InterruptedStory> {
  const stack = await storyStack("mcp-jira-server");
  const given = await interruption(stack);
  /** Back to no share, which nobody has to sign, and everything signed for the raise. */
  const prepared = async (): Promise<void> => {
    await given.ask("prepare", versions.second);
    await stack.story.up();
    await given.ask("canary", versions.second);
  };
  return {
    stack,
    bootstrap: async () => {
      await stack.project.pulumi("stack", "init", stack.story.stack);
      await given.ask("bootstrap", versions.first);
      const begin = await beginning(given);
      const run = startUp(stack);
      const hit = await reached(run, () => stack.writes().some(makesRollout));
      await run.kill();
      if (!hit) throw new Error(`bootstrap: must make a Rollout, got ${(await run.ended).out}`);
      const left = await begin.left("SIGKILL of the first up, when the API server has made the Rollout", 137);
      return { ...left, converged: await given.converge() };
    },
    killed: async (moment) => {
      const left = await killedUp(given, moment, prepared);
      return { ...left, converged: await given.converge() };
    },
    lastResourceRefused: async () => {
      await prepared();
      return lastResourceRefused(given);
    },
    targeted: async () => {
      await prepared();
      return targetedUp(given);
    },
    progressDeleted: () => progressDeleted(given),
    stateTorn: () => stateTorn(given),
    stop: async () => {
      given.weights.stop();
      await stack.stop();
    },
  };
}

async function progressDeleted({ api, namespace, recover }: Interruption): Promise<DeletedProgress> {
  const path = `/api/v1/namespaces/${namespace}/configmaps/${progressObject.name}`;
  const text = async (): Promise<unknown> => ((await api.call("GET", path)).body as { data?: unknown }).data;
  const before = await text();
  await api.call("DELETE", path);
  const { progressRestored: restored } = await recover();
  return { before, after: await text(), restored };
}

async function stateTorn({ stack: { project, plan, story }, recover }: Interruption): Promise<TornState> {
  const backend = new URL(project.environment["PULUMI_BACKEND_URL"] ?? "");
  const file = join(backend.pathname, ".pulumi/stacks", plan.system, `${story.stack}.json.attrs`);
  truncateSync(file);
  const look = () => project.pulumi("stack", "--stack", story.stack);
  const { err: complaint } = await look();
  const { filesRemoved: removed } = await recover();
  return { file, complaint, removed, codeAfter: (await look()).code };
}

const makesRollout = ({ object, dryRun, code }: ReturnType<StoryStack["writes"]>[number]): boolean =>
  object === "rollouts" && !dryRun && code < 300;

/** What is wrong with how an interrupted bootstrap ended; nothing when all is as it must be. */
export const bootstrapFaults = (up: InterruptedUp): readonly string[] => [
  ...leftFaults(up, 0),
  ...(up.converged.phase === "bootstrap" ? [] : [`progress says "${up.converged.phase}"`]),
  ...(up.converged.changes === "" ? [] : [`a look at the stack finds changes: ${up.converged.changes}`]),
];

/** What is wrong with how an interrupted raise ended; nothing when all is as it must be. */
export const raiseFaults = (up: InterruptedUp): readonly string[] => faultsOf(up, "canary", canaryPercent);
