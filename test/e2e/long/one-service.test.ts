import { afterAll, beforeAll, describe, it } from "vitest";
import { lifeBegins, lifeEnds, versions, walkedLife, type WalkedLife } from "../../support/walked-life";

// Soaks are signed over samples here, not measured: `npm start` measures them, and release/gates is tested with their faults.
let life: WalkedLife;

describe("mcp-jira-server, by the real engine on a real cluster", () => {
  beforeAll(async () => {
    life = await walkedLife("mcp-jira-server");
  }, 1_800_000);
  afterAll(() => life.stack.stop());

  lifeBegins(() => life);

  it("gives the candidate the plan's 10 percent", async () => {
    const { walk, expectAt } = life;
    await walk.reach("canary", versions.second);
    await expectAt("canary", 10);
  });

  it("goes down without any new signature, and up again", async () => {
    const { walk, expectAt } = life;
    await walk.descend("prepare", versions.second);
    await expectAt("prepare", 0);
    await walk.reach("canary", versions.second);
    await expectAt("canary", 10);
  });

  lifeEnds(() => life);
});
