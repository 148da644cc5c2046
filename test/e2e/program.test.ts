import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storyStack, type StoryStack } from "../support/story-stack";
import { liftSignature } from "../support/story-signatures";
import { storyWalk, type StoryWalk } from "../support/story-walk";

// Soaks are signed over samples here, not measured: `npm start` measures them, and release/gates is tested with their faults.
let stack: StoryStack;
let walk: StoryWalk;
const versions = { first: "1.0.0", second: "2.0.0" } as const;

async function start(system: string): Promise<void> {
  stack = await storyStack(system);
  walk = storyWalk(stack);
}
const pack = (): readonly string[] => ["--policy-pack", stack.project.pack];
const present = (value: number) => ({ kind: "present", value });

/** Where the release stands now, and that a look at it finds nothing to do. */
async function expectAt(phase: string, percent: number): Promise<void> {
  expect(await walk.progress()).toMatchObject({ phase, sharePercent: percent, weight: present(percent) });
  expect(await walk.changes(pack())).toEqual([]);
}

/** The stages that both systems begin with. */
function begins(): void {
  it("bootstraps the version that runs, as the stable one", async () => {
    await walk.reach("bootstrap", versions.first);
    const { release, stable } = await walk.progress();
    expect(release.id).toBe(stable.id);
    await expectAt("bootstrap", 100);
  });

  it("prepares a new version without traffic", async () => {
    await walk.reach("prepare", versions.second);
    await expectAt("prepare", 0);
  });
}

/** The stages that both systems end with. */
function ends(): void {
  it("reaches everybody", async () => {
    await walk.reach("full", versions.second);
    await expectAt("full", 100);
  });

  it("completes: the candidate is the stable release then", async () => {
    await walk.reach("complete", versions.second);
    const { release, stable, completed } = await walk.progress();
    expect({ same: release.id === stable.id, kept: completed.length }).toEqual({ same: true, kept: 2 });
    await expectAt("complete", 100);
  });

  it("returns to the release before as a way down, without a gate", async () => {
    const before = (await walk.progress()).completed[1]?.id;
    await walk.descend("complete", versions.first);
    const { release, stable } = await walk.progress();
    expect({ release: release.id, stable: stable.id }).toEqual({ release: before, stable: before });
    await expectAt("complete", 100);
  });
}

describe("mcp-jira-server, by the real engine on a real cluster", () => {
  beforeAll(() => start("mcp-jira-server"), 1_800_000);
  afterAll(() => stack.stop());

  begins();

  it("gives the candidate the plan's 10 percent", async () => {
    await walk.reach("canary", versions.second);
    await expectAt("canary", 10);
  });

  it("goes down without any new signature, and up again", async () => {
    await walk.descend("prepare", versions.second);
    await expectAt("prepare", 0);
    await walk.reach("canary", versions.second);
    await expectAt("canary", 10);
  });

  ends();
});

describe("proofile, by the real engine on a real cluster", () => {
  beforeAll(() => start("proofile"), 1_800_000);
  afterAll(() => stack.stop());

  begins();

  it("gives the candidate the plan's 5 percent, then its 25 percent", async () => {
    await walk.reach("canary", versions.second);
    await expectAt("canary", 5);
    await walk.reach("graduated", versions.second);
    await expectAt("graduated", 25);
  });

  it("refuses changed pods on the way down", async () => {
    stack.story.ask("canary", versions.second);
    const path = join(stack.project.root, "plan.yaml");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("ENVIRONMENT: production", "ENVIRONMENT: otherwise"));
    await walk.expectNothingDone(
      /phase "canary": a new release, and any change of artifacts or templates, starts at "prepare", .*run "pulumi config set sluice:phase prepare" first/,
    );
    writeFileSync(path, text);
  });

  it("steps down to 5 percent as the plan says, and stays below the ceiling of 5 percent until its cause is signed to be gone", async () => {
    const hold = await walk.hold(5, "cache hit rate below 80 %");
    await walk.descend("canary", versions.second);
    await expectAt("canary", 5);
    await walk.expectRefused(
      "graduated",
      versions.second,
      /phase "graduated": the release is held at 5 % since .* \(cache hit rate below 80 %\), got a share of 25 %: on-call: .*sign the lifting/,
    );
    await stack.story.sign([liftSignature(stack, hold, "release-manager")]);
    await walk.reach("graduated", versions.second);
    await expectAt("graduated", 25);
  });

  ends();
});
