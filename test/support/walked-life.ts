import { expect, it } from "vitest";
import { storyStack, type StoryStack } from "./story-stack";
import { storyWalk, type StoryWalk } from "./story-walk";

/** The two versions that a life cycle is walked with. */
export const versions = { first: "1.0.0", second: "2.0.0" } as const;

/** A system's production stack on a real cluster, walked through a release's whole life by the real engine, test by test. */
export interface WalkedLife {
  readonly stack: StoryStack;
  readonly walk: StoryWalk;
  /** Where the release stands now, and that a look at it finds nothing to do. */
  readonly expectAt: (phase: string, percent: number) => Promise<void>;
}

/** Starts a lab and prepares the stack. */
export async function walkedLife(system: string): Promise<WalkedLife> {
  const stack = await storyStack(system);
  const walk = storyWalk(stack);
  const expectAt = async (phase: string, percent: number): Promise<void> => {
    expect(await walk.progress()).toMatchObject({
      phase,
      sharePercent: percent,
      weight: { kind: "present", value: percent },
    });
    expect(await walk.changes(["--policy-pack", stack.project.pack])).toEqual([]);
  };
  return { stack, walk, expectAt };
}

/** The stages that every system begins with. */
export function lifeBegins(life: () => WalkedLife): void {
  it("bootstraps the version that runs, as the stable one", async () => {
    const { walk, expectAt } = life();
    await walk.reach("bootstrap", versions.first);
    const { release, stable } = await walk.progress();
    expect(release.id).toBe(stable.id);
    await expectAt("bootstrap", 100);
  });

  it("prepares a new version without traffic", async () => {
    const { walk, expectAt } = life();
    await walk.reach("prepare", versions.second);
    await expectAt("prepare", 0);
  });
}

/** The stages that every system ends with. */
export function lifeEnds(life: () => WalkedLife): void {
  it("reaches everybody", async () => {
    const { walk, expectAt } = life();
    await walk.reach("full", versions.second);
    await expectAt("full", 100);
  });

  it("completes: the candidate is the stable release then", async () => {
    const { walk, expectAt } = life();
    await walk.reach("complete", versions.second);
    const { release, stable, completed } = await walk.progress();
    expect({ same: release.id === stable.id, kept: completed.length }).toEqual({ same: true, kept: 2 });
    await expectAt("complete", 100);
  });

  it("returns to the release before as a way down, without a gate", async () => {
    const { walk, expectAt } = life();
    const before = (await walk.progress()).completed[1]?.id;
    await walk.descend("complete", versions.first);
    const { release, stable } = await walk.progress();
    expect({ release: release.id, stable: stable.id }).toEqual({ release: before, stable: before });
    await expectAt("complete", 100);
  });
}
