import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Piece } from "../../lab/start/evidence-context";
import { soakEvidence } from "../../lab/start/measured-evidence";
import { sampleReports, writeReport } from "../../lab/start/sample-reports";
import { secondsOf } from "../../release/instant";
import { storyStack, type StoryStack } from "../support/story-stack";

// Soaks are samples here, not measurements: `npm start` measures them, and release/gates is tested with their faults.
let stack: StoryStack;
const versions = { first: "1.0.0", second: "2.0.0" } as const;

beforeAll(async () => {
  stack = await storyStack("mcp-jira-server");
}, 1_800_000);
afterAll(() => stack.stop());

/** Samples over the whole soak of the phase that the release stands in. */
async function soak(): Promise<readonly Piece[]> {
  const { situation, plan } = await stack.project.assess("production");
  const progress = situation.progress.kind === "present" ? situation.progress.value : undefined;
  const phase = plan.phases.find(({ name }) => name === progress?.phase);
  if (progress === undefined || phase === undefined) return [];
  const from = secondsOf(progress.since);
  const slices = Array.from({ length: 40 }, (_, at) => ({
    ...{ at: from + (phase.soakSeconds * (at + 0.5)) / 40, sent: 100, answered: 100, faults: 0, lost: 0 },
    ...{
      meanSeconds: 0.05,
      p50Seconds: 0.05,
      p95Seconds: 0.06,
      p99Seconds: 0.07,
      toolsHealthy: 45,
      cacheHitPercent: 90,
    },
  }));
  const measured = { phase: phase.name, since: progress.since, slices, baselineSeconds: 0.05 };
  return soakEvidence(await stack.story.context(), measured).pieces;
}

/** What staging and a smoke test would have signed. */
async function fromElsewhere(): Promise<readonly Piece[]> {
  const { plan, release, root } = await stack.story.context();
  const bound = { system: plan.system, stack: plan.staging?.stack ?? "staging", plan: release.planHash };
  const claim = { outcome: "green", soakedSeconds: 20_000, requests: 5000, checklistPercent: 100, limitsHeld: true };
  const { artifacts } = release;
  const report = { path: writeReport(root, "reports/smoke.xml", sampleReports.junit("smoke", 3)), format: "junit" };
  const smokeBound = { system: plan.system, stack: "production" };
  const smoke = { kind: "smoke-test", bound: smokeBound, artifacts, claim: { journeys: ["by header"] }, report };
  return [{ kind: "staging", bound, artifacts, claim }, smoke].map((sign) => ({
    role: "ci",
    sign: sign as Piece["sign"],
  }));
}

/** Brings a stage about with everything that it asks for. */
async function reach(phase: string, version: string): Promise<void> {
  const soaked = await soak();
  stack.story.ask(phase, version);
  await stack.story.sign([...soaked, ...(await fromElsewhere())]);
  expect(await stack.story.refused()).toBeUndefined();
  await stack.story.up();
}

const progress = async () => {
  const { situation } = await stack.project.assess("production");
  if (situation.progress.kind !== "present") throw new Error("there is no progress");
  return { ...situation.progress.value, weight: situation.weight };
};
const pulumi = (...words: string[]) => stack.project.pulumi(...words, "--stack", "production");
/** What a look at the stack would change, refreshed: one line each, from the summary of the engine. Nothing, when it stands still. */
async function changes(): Promise<readonly string[]> {
  const { code, out, err } = await pulumi("preview", "--refresh", "--expect-no-changes", "--diff");
  return code === 0 ? [] : [...out.split("\n").filter((line) => /^\s*[~+-]/.test(line)), err.slice(-500)];
}
/** What a refused stage does: names who must do what, ends with an error, and writes nothing. */
async function expectRefused(phase: string, version: string, reason: RegExp, ...flags: string[]): Promise<void> {
  stack.story.ask(phase, version);
  const before = stack.writes();
  const { code, out, err } = await pulumi("up", "--yes", ...flags);
  expect(code).not.toBe(0);
  expect(`${out}${err}`).toMatch(reason);
  expect(stack.writes()).toBe(before);
}

describe("a system on a real cluster, by the real engine", () => {
  it("refuses a bootstrap that nobody has signed, whatever the flags, and names the command", async () => {
    await stack.project.pulumi("stack", "init", "production");
    await expectRefused("bootstrap", versions.first, /npx sluice sign bootstrap/);
    await expectRefused("bootstrap", versions.first, /npx sluice sign bootstrap/, "--skip-preview");
    await expectRefused(
      "bootstrap",
      versions.first,
      /npx sluice sign bootstrap/,
      "--skip-preview",
      "--policy-pack",
      stack.project.pack,
    );
  });

  it("bootstraps the version that runs, as the stable one", async () => {
    await reach("bootstrap", versions.first);
    const { phase, release, stable, sharePercent } = await progress();
    expect({ phase, sharePercent, same: release.id === stable.id }).toEqual({
      phase: "bootstrap",
      sharePercent: 100,
      same: true,
    });
  });

  it("shows no change when nothing moves", async () => {
    expect(await changes()).toEqual([]);
  });

  it("refuses to skip prepare and an unknown phase", async () => {
    await expectRefused("canary", versions.second, /starts at "prepare"/, "--skip-preview");
    await expectRefused(
      "canry",
      versions.second,
      /phase: must be one of bootstrap, prepare, canary, full, complete, sign-offs, got "canry"/,
      "--skip-preview",
    );
  });

  it("prepares a new version without traffic, then gives it the plan's 10 percent", async () => {
    await reach("prepare", versions.second);
    expect(await progress()).toMatchObject({
      phase: "prepare",
      sharePercent: 0,
      weight: { kind: "present", value: 0 },
    });
    await expectRefused("full", versions.second, /"canary" comes before it/, "--skip-preview");
    await reach("canary", versions.second);
    expect(await progress()).toMatchObject({
      phase: "canary",
      sharePercent: 10,
      weight: { kind: "present", value: 10 },
    });
  });

  it("goes down without any new signature, and up again", async () => {
    stack.story.ask("prepare", versions.second);
    await stack.story.up();
    expect(await progress()).toMatchObject({
      phase: "prepare",
      sharePercent: 0,
      weight: { kind: "present", value: 0 },
    });
    await reach("canary", versions.second);
    expect(await progress()).toMatchObject({ phase: "canary", sharePercent: 10 });
  });

  it("reaches everybody, completes, and shows no change after it", async () => {
    await reach("full", versions.second);
    expect(await progress()).toMatchObject({
      phase: "full",
      sharePercent: 100,
      weight: { kind: "present", value: 100 },
    });
    await reach("complete", versions.second);
    const { phase, release, stable, completed } = await progress();
    expect({ phase, same: release.id === stable.id, kept: completed.length }).toEqual({
      phase: "complete",
      same: true,
      kept: 2,
    });
    expect(await changes()).toEqual([]);
  });

  it("returns to the release before as a way down, without a gate", async () => {
    const before = (await progress()).completed[1]?.id;
    stack.story.ask("complete", versions.first);
    expect(await stack.story.refused()).toBeUndefined();
    await stack.story.up();
    const { release, stable, phase } = await progress();
    expect({ phase, release: release.id, stable: stable.id }).toEqual({
      phase: "complete",
      release: before,
      stable: before,
    });
  });
});
