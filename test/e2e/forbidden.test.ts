import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namespaceOf } from "../../contract/object-names";
import { clusterApi } from "../support/cluster-api";
import { until } from "../support/shop-cluster";
import { storyStack, type StoryStack } from "../support/story-stack";
import { elsewhereSignatures, liftSignature, soakSignatures } from "../support/story-signatures";
import { storyWalk, type StoryWalk } from "../support/story-walk";

/*
 * Each fault by itself, on the real engine, an API server and its audit log. The same moves without a fault are the twins: here where the test says
 * so, and in program.test.ts. The times of the plan are divided by so little that a soak is not over while this runs.
 */
let stack: StoryStack;
let walk: StoryWalk;
const versions = { first: "1.0.0", second: "2.0.0" } as const;
/** How an update may be started: with a preview before it, without, and judged by the policy pack too. */
const ways = (): readonly (readonly string[])[] => [
  [],
  ["--skip-preview"],
  ["--skip-preview", "--policy-pack", stack.project.pack],
];

beforeAll(async () => {
  stack = await storyStack("mcp-jira-server", (text) => text, 100);
  walk = storyWalk(stack);
  await stack.project.pulumi("stack", "init", "production");
}, 1_800_000);
afterAll(() => stack.stop());

/** Lets a file of the project say something else for a while. */
async function saying(file: string, change: (text: string) => string, run: () => Promise<void>): Promise<void> {
  const path = join(stack.project.root, file);
  const before = readFileSync(path, "utf8");
  expect(change(before)).not.toBe(before);
  writeFileSync(path, change(before));
  try {
    await run();
  } finally {
    writeFileSync(path, before);
  }
}
const settings = "Pulumi.production.yaml";

describe("before the bootstrap", () => {
  it("refuses one that nobody has signed, whatever the flags, and names the command", async () => {
    for (const flags of ways())
      await walk.expectRefused("bootstrap", versions.first, /gate "bootstrap": .*npx sluice sign bootstrap/, flags);
  });

  it("refuses everything else", async () => {
    await walk.expectRefused(
      "prepare",
      versions.second,
      /has no progress yet, .*run "pulumi config set sluice:phase bootstrap"/,
    );
    await walk.reach("bootstrap", versions.first);
  });
});

describe("a stage that is none, or too early", () => {
  it("refuses a phase that the plan does not have, and lists those that it has", async () => {
    await walk.expectRefused(
      "canry",
      versions.second,
      /phase: must be one of bootstrap, prepare, canary, full, complete, sign-offs, got "canry": release manager: set one of them/,
    );
  });

  it("refuses to skip the preparation, whatever the flags", async () => {
    for (const flags of ways())
      await walk.expectRefused(
        "canary",
        versions.second,
        /phase "canary": a new release, .* starts at "prepare", .*run "pulumi config set sluice:phase prepare" first/,
        flags,
      );
    await walk.reach("prepare", versions.second);
  });

  it("refuses to skip a phase", async () => {
    await walk.expectRefused(
      "full",
      versions.second,
      /phase "full": "canary" comes before it, got a release at "prepare": .*run "pulumi config set sluice:phase canary" first/,
    );
    await walk.reach("canary", versions.second);
  });

  it("refuses to leave a phase before its soak is over, with everything signed", async () => {
    stack.story.ask("full", versions.second);
    await stack.story.sign([...(await soakSignatures(stack)), ...(await elsewhereSignatures(stack))]);
    await walk.expectNothingDone(
      /1 thing is missing:\s+- gate "soak": soak: phase "canary" must soak for 3 minutes 36 seconds, got .*: release manager: wait another/,
    );
  });
});

describe("what must stay as it is", () => {
  it("refuses to rise above a ceiling", async () => {
    const hold = await walk.hold(3, "average response time above 2000 ms");
    await walk.expectRefused(
      "full",
      versions.second,
      /phase "full": the release is held at 3 % since .* \(average response time above 2000 ms\), got a share of 100 %: on-call: .*sluice hold lift/,
    );
    await stack.story.sign([liftSignature(stack, hold, "team-lead")]);
  });

  it("refuses a stable release that the configuration names against progress", async () => {
    stack.story.ask("canary", versions.second);
    const foreign = (text: string): string => text.replace("config:\n", "config:\n  sluice:stable: r-mine\n");
    await saying(settings, foreign, () =>
      walk.expectNothingDone(
        /stable release: must be the one that progress names, "r-[0-9a-f]+", got "r-mine": release manager: remove the stable release/,
      ),
    );
    const { stable } = await walk.progress();
    const own = (text: string): string => text.replace("config:\n", `config:\n  sluice:stable: ${stable.id}\n`);
    await saying(settings, own, () => walk.descend("canary", versions.second));
  });

  it("refuses another name for a service", async () => {
    stack.story.ask("prepare", versions.second);
    const renamed = (text: string): string => text.replace(/\bserver:/g, "api:");
    await saying(settings, renamed, () =>
      saying(
        "plan.yaml",
        (text) => text.replace("- name: server\n", "- name: api\n"),
        () =>
          walk.expectNothingDone(
            /service "server": runs here and can be neither renamed nor removed, got services api: author of the plan: put it back as it was, then run "pulumi up" again/,
          ),
      ),
    );
  });

  it("refuses another name for the system", async () => {
    for (const phase of ["bootstrap", "canary"]) {
      stack.story.ask(phase, versions.second);
      await saying(
        "plan.yaml",
        (text) => text.replace(/^system: .*$/m, "system: other-rehearsal"),
        () =>
          walk.expectNothingDone(
            /the stack "production" releases "mcp-jira-server-rehearsal", .*got "other-rehearsal": author of the plan: keep "system: .*"pulumi stack init"/,
          ),
      );
    }
  });

  it("refuses a version of the program that selects its pods otherwise", async () => {
    stack.story.ask("prepare", versions.second);
    const patch = join(stack.project.root, "other-selector.js");
    writeFileSync(patch, otherSelector);
    await saying(
      "Pulumi.yaml",
      (text) => text.replace("./cli/preload.js", patch),
      () =>
        walk.expectNothingDone(
          /service "server": its selector can never change, must stay .*name=server,.*, got app=server: author of the plan: put it back/,
        ),
    );
  });

  it("goes on without any of these faults, and a look at it finds nothing to do", async () => {
    await walk.descend("canary", versions.second);
    expect(await walk.changes()).toEqual([]);
  });
});

/** Stands for a Sluice whose labels are others: nothing in a plan can change a selector. */
const otherSelector = `
  // Source by source, in place of the one file that the program is kept as.
  require("${require.resolve("tsx/cjs")}");
  const path = require.resolve("${join(__dirname, "../../contract/object-names.ts")}");
  const real = require(path);
  require.cache[path].exports = { ...real, selectorLabels: (system, service) => ({ app: service }) };
`;

describe("a candidate that somebody promoted by hand", () => {
  it("refuses to climb on it, and returns to the stable release of progress", async () => {
    const api = await clusterApi(stack.lab);
    const namespace = namespaceOf(stack.plan.system, "production");
    const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/server`;
    const status = async () => (await api.call("GET", path)).body.status;
    await api.merge(`${path}/status`, { status: { promoteFull: true } });
    await until(async () => (await status()).stableRS === (await status()).currentPodHash, 60_000);
    await walk.expectRefused(
      "full",
      versions.second,
      /stable release: service "server" must run "r-[0-9a-f]+" as progress says, got sha256:[0-9a-f]+: on-call: run "pulumi config set sluice:phase complete" with the artifacts of "r-/,
    );
    await walk.descend("complete", versions.first);
    const { release, stable, phase } = await walk.progress();
    expect({ phase, same: release.id === stable.id }).toEqual({ phase: "complete", same: true });
    expect(await walk.changes()).toEqual([]);
  });
});
