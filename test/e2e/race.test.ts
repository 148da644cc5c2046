import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { token } from "../../contract/tokens";
import type { Answer } from "../support/cluster-api";
import { startUp } from "../support/engine-run";
import { interruption, reached, said, type Interruption } from "../support/interruption";
import { storyStack, type StoryStack } from "../support/story-stack";
import { storyWalk, type StoryWalk } from "../support/story-walk";

/* A person on call sets a hold while Pulumi raises the share: the program has judged by then, so only the API server can refuse. */
const version = "2.0.0";
const ceiling = 0;
let stack: StoryStack;
let walk: StoryWalk;
let race: Interruption;

beforeAll(async () => {
  stack = await storyStack("mcp-jira-server");
  walk = storyWalk(stack);
  await walk.reach("bootstrap", "1.0.0");
  await walk.reach("prepare", version);
  race = await interruption(stack);
  await race.ask("canary", version);
}, 1_800_000);
afterAll(async () => {
  race?.weights.stop();
  await stack?.stop();
});

const path = (group: string, plural: string): string =>
  `/apis/${group}/namespaces/${race.namespace}/${plural}/${stack.plan.services[0]?.name ?? ""}`;
const router = (): string => path("traefik.io/v1alpha1", "traefikservices");
const rollout = (): string => path("argoproj.io/v1alpha1", "rollouts");
/** The refusal of the ceiling, in the words in which each writer gets it. */
const refusal = (answer: Answer): unknown => ({
  code: answer.code,
  said: /above the ceiling of 0 percent .*cache hit rate fell/.test(
    (answer.body as { message?: string }).message ?? "",
  ),
});
const refused = { code: 403, said: true };

/** Gives the candidate 10 of 100, as Argo writes it. */
async function raised(): Promise<readonly { name: string; weight: number }[]> {
  const { body } = await race.api.call("GET", router());
  const { services } = (body as { spec: { weighted: { services: { name: string }[] } } }).spec.weighted;
  return services.map((one) => ({ ...one, weight: one.name.endsWith("-candidate") ? 10 : 90 }));
}

describe("a hold that is set while an up runs", () => {
  it("stops the up: the API server refuses its Rollout, progress stays as it was, and no router ever gets a share", async () => {
    const before = await race.standing();
    const from = race.weights.seen.length;
    const run = startUp(stack);
    expect(await reached(run, () => said(run.events(), "begins", token.release))).toBe(true);
    await walk.hold(ceiling, "cache hit rate fell");
    const { code, out, err } = await run.ended;
    expect({ code, ceiling: (await race.standing()).ceilingPercent }).toEqual({ code: 1, ceiling });
    expect(`${out}${err}`).toMatch(/above the ceiling of 0 percent/);
    expect((await race.standing()).progress).toBe(before.progress);
    expect(Math.max(race.weights.latest(), ...shares(from))).toBe(0);
    const writes = stack
      .writes()
      .filter(({ object, dryRun, code: answer }) => object === "rollouts" && !dryRun && answer === 403);
    expect(writes).not.toEqual([]);
  });

  it.each([
    ["a merge patch of the router, as kubectl sends it", "pulumi"],
    ["the same by an administrator", "admin"],
  ])("refuses %s", async (_what, user) => {
    const as = user === "admin" ? { user, groups: ["system:masters"] } : { user };
    const patch = { spec: { weighted: { services: await raised() } } };
    expect(refusal(await race.api.merge(router(), patch, { as }))).toEqual(refused);
  });

  it("refuses a server-side apply of the router, also a forced one", async () => {
    const object = {
      ...{ apiVersion: "traefik.io/v1alpha1", kind: "TraefikService" },
      metadata: { name: stack.plan.services[0]?.name ?? "", namespace: race.namespace },
      spec: { weighted: { services: await raised() } },
    };
    const how = { as: { user: "pulumi" }, force: true, fieldManager: "kubectl" };
    expect(refusal(await race.api.apply(object, how))).toEqual(refused);
  });

  it("refuses a merge patch of the Rollout's steps", async () => {
    const steps = [{ setWeight: 0 }, { setWeight: 10 }, { pause: {} }];
    const patch = { spec: { strategy: { canary: { steps } } } };
    expect(refusal(await race.api.merge(rollout(), patch, { as: { user: "pulumi" } }))).toEqual(refused);
  });

  it("is what the next up sees before it writes anything", async () => {
    await walk.expectNothingDone(/the release is held at 0 % since .* \(cache hit rate fell\)/);
    expect(Math.max(race.weights.latest(), ...shares(0))).toBe(0);
  });
});

describe("sluice up", () => {
  it.each([
    ["tells a refusal by its exit code: nothing has begun to change", ["--skip-preview"], 3],
    ["tells a call that Pulumi does not understand", ["--no-such-option"], 2],
  ])("%s", async (_what, words, code) => {
    const before = stack.writes().length;
    const ended = await race.sluice("up", "--stack", stack.story.stack, ...words);
    expect({ code: ended.code, writes: stack.writes().slice(before) }).toEqual({ code, writes: [] });
  });
});

const shares = (from: number): readonly number[] => race.weights.seen.slice(from).map(({ percent }) => percent);
