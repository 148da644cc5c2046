import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { interruptedOf } from "../support/interrupted-up";
import { bootstrapFaults, interruptedStory, raiseFaults, type InterruptedStory } from "../support/interrupted-story";
import { raiseMoments, type Moment } from "../support/raise-moments";

// Three of the 13 interruptions; `npm run prove -- interrupts` goes through them all and writes docs/reports/interrupts.md.
let story: InterruptedStory;

beforeAll(async () => {
  story = await interruptedStory();
}, 1_800_000);
afterAll(() => story.stop());

const moment = (name: string): Moment => {
  const found = raiseMoments.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no moment "${name}"`);
  return found;
};

describe("an up that does not come to its end", () => {
  it("leaves a Rollout that nobody knows of when the first one is killed, and the next takes it over", async () => {
    const up = await story.bootstrap();
    expect(bootstrapFaults(up)).toEqual([]);
    expect(interruptedOf(up.converged.recovery)).toMatch(/creating kubernetes:argoproj\.io\/v1alpha1:Rollout/);
    expect(up.converged.recovery.locksCleared).toHaveLength(1);
  });

  it("leaves progress as it was when its engine is killed once the API server has taken the Rollout, and converges", async () => {
    const up = await story.killed(moment("the API server has taken the Rollout"));
    expect(raiseFaults(up)).toEqual([]);
    expect(up.converged.recovery.locksCleared).toHaveLength(1);
  });

  it("leaves progress as it was when its last resource is refused, and converges", async () => {
    const up = await story.lastResourceRefused();
    expect(raiseFaults(up)).toEqual([]);
    // By the exit code of `sluice up`: it had begun to change.
    expect({ code: up.code, share: up.highestPercent }).toEqual({ code: 1, share: 10 });
  });

  it("has its progress back when somebody deletes it, before a refresh would forget it", async () => {
    const { before, after, restored } = await story.progressDeleted();
    expect(before).toBeDefined();
    expect({ after, restored }).toEqual({ after: before, restored: true });
  });

  it("can read its state again when an engine has died over the file beside it", async () => {
    const { file, complaint, removed, codeAfter } = await story.stateTorn();
    expect(complaint).toContain("failed to load checkpoint: EOF");
    expect({ removed, codeAfter }).toEqual({ removed: [file], codeAfter: 0 });
  });
});
