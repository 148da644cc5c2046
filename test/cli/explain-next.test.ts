import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chooseStack, stackInputs } from "../../cli/stack-config";
import { present } from "../../release/known";
import { releaseOf } from "../../situation/release-of";
import { testProject, type TestProject } from "../support/evidence/project";

// There is no cluster in a unit test: what is live is made up here, a release that was prepared and asks for nothing new.
const platform = vi.hoisted(() => ({ live: undefined as unknown }));
vi.mock("../../situation/live", () => ({ live: { kubernetes: () => Promise.resolve(platform.live) } }));

let project: TestProject;
beforeEach(() => {
  project = testProject();
  const inputs = stackInputs(chooseStack(project.root, undefined));
  const release = releaseOf(inputs);
  const stable = { ...release, id: "r-stable", artifacts: { api: `sha256:${"c".repeat(64)}` } };
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const where = {
    schema: 1,
    system: "shop",
    stack: "production",
    phase: "prepare",
    sharePercent: 0,
    profile: "normal",
  };
  const times = { since: at, completed: [stable], completedAt: at, trustHash: inputs.trustHash, journalHead: "" };
  platform.live = {
    progress: present({ ...where, release, stable, sourceRevision: "4be1d9c", ...times }),
    hold: present({ release: release.id, ceilingPercent: 100, reason: "open", at }),
    weight: present(0),
    running: present({ stable: stable.artifacts, replaced: [] }),
    clockSkewSeconds: present(0),
  };
});
afterEach(() => {
  project.clean();
});

const headings = async (...words: readonly string[]): Promise<readonly (string | undefined)[]> => {
  const lines = (await project.sluice("explain", "--cwd", project.root, ...words)).out.split("\n");
  return [/to phase "([\w-]+)"/.exec(lines[0] ?? "")?.[1], lines.at(-1)?.replace(/\d+/g, "n")];
};

it("explains the phase that the settings ask for", async () => {
  expect(await headings()).toEqual(["canary", "refused: n in the way"]);
});

it("explains the next phase once the settings ask for nothing new, and the same one only when it is named", async () => {
  const settings = join(project.root, "Pulumi.production.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace("phase: canary", "phase: prepare"));
  expect(await headings()).toEqual(["canary", "refused: n in the way"]);
  expect(await headings("--phase", "prepare")).toEqual(["prepare", "may go stay: n % to n %"]);
});
