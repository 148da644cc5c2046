import { expect } from "vitest";
import { holdObject } from "../../contract/hold";
import { namespaceOf } from "../../contract/object-names";
import type { Hold } from "../../release/hold";
import type { Progress } from "../../release/progress";
import { clusterApi } from "./cluster-api";
import type { StoryStack } from "./story-stack";
import { elsewhereSignatures, soakSignatures } from "./story-signatures";

/** The steps that a test takes a stack through: each on the real engine, each judged by what it leaves behind. */
export interface StoryWalk {
  /** Brings a stage about with everything that it asks for. */
  readonly reach: (phase: string, version: string) => Promise<void>;
  /** Brings a stage about that nobody has to sign for. */
  readonly descend: (phase: string, version: string) => Promise<void>;
  /** Asks for a stage as it stands: an error that names the rule and what to run, and not one write. */
  readonly expectRefused: (phase: string, version: string, reason: RegExp, flags?: readonly string[]) => Promise<void>;
  /** The same, for a stage that was asked for otherwise. */
  readonly expectNothingDone: (reason: RegExp, flags?: readonly string[]) => Promise<void>;
  /** What a look at the refreshed stack would change, one line each. Nothing, when it stands still. The look itself writes nothing. */
  readonly changes: (flags?: readonly string[]) => Promise<readonly string[]>;
  /** What progress says, with the share that the router sends to the candidate. */
  readonly progress: () => Promise<Progress & { readonly weight: unknown }>;
  /** Lowers the ceiling as a person on call does, without Pulumi. */
  readonly hold: (ceilingPercent: number, reason: string) => Promise<Hold>;
}

/** Walks a production stack through its stages. */
export function storyWalk(stack: StoryStack): StoryWalk {
  const { project, story } = stack;
  const progress = async () => {
    const { situation } = await project.assess(story.stack);
    if (situation.progress.kind !== "present") throw new Error("there is no progress");
    return { ...situation.progress.value, weight: situation.weight };
  };
  const expectNothingDone = async (reason: RegExp, flags: readonly string[] = ["--skip-preview"]): Promise<void> => {
    const before = stack.writes().length;
    const { code, out, err } = await project.pulumi("up", "--yes", "--stack", story.stack, ...flags);
    expect(`${out}${err}`).toMatch(reason);
    expect(code).not.toBe(0);
    expect(stack.writes().slice(before)).toEqual([]);
  };
  return {
    progress,
    expectNothingDone,
    reach: async (phase, version) => {
      story.ask(phase, version);
      await story.sign([...(await soakSignatures(stack)), ...(await elsewhereSignatures(stack))]);
      expect(await story.refused()).toBeUndefined();
      await story.up();
    },
    descend: async (phase, version) => {
      story.ask(phase, version);
      expect(await story.refused()).toBeUndefined();
      await story.up();
    },
    expectRefused: async (phase, version, reason, flags) => {
      story.ask(phase, version);
      await expectNothingDone(reason, flags);
    },
    changes: (flags = []) => changes(stack, flags),
    hold: async (ceilingPercent, reason) => hold(stack, (await progress()).release.id, ceilingPercent, reason),
  };
}

/** Dry runs are no writes: the API server keeps nothing of them. */
async function changes({ project, story, writes }: StoryStack, flags: readonly string[]): Promise<readonly string[]> {
  const kept = (): number => writes().filter(({ dryRun }) => !dryRun).length;
  const before = kept();
  const look = ["preview", "--refresh", "--expect-no-changes", "--diff", "--stack", story.stack, ...flags];
  const { code, out, err } = await project.pulumi(...look);
  expect(kept()).toBe(before);
  return code === 0 ? [] : [...out.split("\n").filter((line) => /^\s*[~+-]/.test(line)), err.slice(-500)];
}

async function hold({ lab, plan, story }: StoryStack, release: string, percent: number, reason: string): Promise<Hold> {
  const api = await clusterApi(lab);
  const { group, version, plural, name } = holdObject;
  const path = `/apis/${group}/${version}/namespaces/${namespaceOf(plan.system, story.stack)}/${plural}/${name}`;
  const spec = { release, ceilingPercent: percent, reason, at: `${new Date().toISOString().slice(0, 19)}Z` };
  const answer = await api.merge(path, { spec }, { as: { user: "oncall", groups: ["system:authenticated"] } });
  if (answer.code !== 200) throw new Error(`hold: refused, got ${JSON.stringify(answer.body)}`);
  return spec;
}
