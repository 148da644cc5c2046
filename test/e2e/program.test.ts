import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { lifeBegins, lifeEnds, versions, walkedLife, type WalkedLife } from "../support/walked-life";
import { liftSignature } from "../support/story-signatures";

// Soaks are signed over samples here, not measured: `npm start` measures them, and release/gates is tested with their faults.
// `npm run prove -- life-cycle` takes both systems through their lives and writes docs/reports/life-cycle.md.
let life: WalkedLife;

describe("proofile, by the real engine on a real cluster", () => {
  beforeAll(async () => {
    life = await walkedLife("proofile");
  }, 1_800_000);
  afterAll(() => life.stack.stop());

  lifeBegins(() => life);

  it("gives the candidate the plan's 5 percent, then its 25 percent", async () => {
    const { walk, expectAt } = life;
    await walk.reach("canary", versions.second);
    await expectAt("canary", 5);
    await walk.reach("graduated", versions.second);
    await expectAt("graduated", 25);
  });

  it("refuses changed pods on the way down", async () => {
    const { stack, walk } = life;
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
    const { stack, walk, expectAt } = life;
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

  lifeEnds(() => life);
});
