import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Claim } from "../../../contract/claim";
import { lifeCycle, type Assess } from "../../../policies/gates/life-cycle";
import type { Move } from "../../../release/move";
import type { Assessment } from "../../../situation/assess";
import { claimOf } from "../../../situation/claim-of";
import { planOfStack } from "../../../situation/plan-of-stack";
import { readInputs } from "../../../situation/read-inputs";
import { releaseOf } from "../../../situation/release-of";
import { violations } from "../../support/policy";

// The platform is made up here: what is judged from a real one stands in test/e2e/program.test.ts.
const repository = resolve(__dirname, "../../..");
const settings: Record<string, string> = {
  plan: "plan.yaml",
  platform: "kubernetes",
  phase: "canary",
  release: JSON.stringify({ artifacts: { server: `registry.example.com/server@sha256:${"a".repeat(64)}` } }),
  hosts: JSON.stringify({ server: ["jira.example.com"] }),
  lifters: JSON.stringify([{ kind: "User", name: "deployer" }]),
};
const reading = readInputs({
  root: resolve(repository, "systems/mcp-jira-server"),
  stack: "production",
  text: (name) => settings[name],
});
if (reading.kind === "invalid") throw new Error(reading.problems.join("\n"));
const { inputs } = reading;
const plan = planOfStack(inputs.plan, "production", inputs.settings.hosts);
const allowed: Move = {
  ...{ kind: "up", from: "prepare", to: "canary", previousPercent: 0, targetPercent: 10, sharePercent: 10 },
  ...{ startsRelease: false, pointOfNoReturn: false, notes: [] },
};
const blocker = {
  guard: "stage-gates",
  gate: "approvals",
  reason: "no approval of qa",
  remedy: "npx sluice sign approval",
};
const refused: Move = { kind: "refused", blockers: [blocker, { ...blocker, reason: "no tests" }] };

const assessmentOf = (move: Move): Assessment => {
  const asked = { phase: "canary", release: releaseOf(inputs) };
  const situation = { asked, lifeCycle: { phases: plan.phases } } as unknown as Assessment["situation"];
  return { inputs, plan, situation, move, verdicts: [], files: [] };
};
const claim = claimOf(assessmentOf(allowed), repository);
const judged = (props: Claim, move: Move = allowed, judge: Assess = () => Promise.resolve(assessmentOf(move))) =>
  violations(lifeCycle(repository, judge), { type: "sluice:index:Release", name: "mcp-jira-server", props });

describe("the gate of the life cycle", () => {
  it("is silent when the move is allowed and the claim says what was judged", async () => {
    expect(await judged(claim)).toEqual([]);
  });
  it("reports every blocker of a refused move, with who must do what", async () => {
    expect(await judged(claim, refused)).toEqual([
      'release "mcp-jira-server": no approval of qa: npx sluice sign approval',
      'release "mcp-jira-server": no tests: npx sluice sign approval',
    ]);
  });
  it("reads the files that the claim names, and no others", async () => {
    const evidence = [{ path: "evidence/a.dsse.json", sha256: "b".repeat(64) }];
    const seen: unknown[] = [];
    await judged({ ...claim, evidence }, allowed, (request) => {
      seen.push(request.files);
      return Promise.resolve(assessmentOf(allowed));
    });
    expect(seen).toEqual([evidence]);
  });
  it.each<[string, Partial<Claim>]>([
    ["another share", { targetPercent: 25 }],
    ["another phase", { phase: "full" }],
    ["another system", { system: "shop" }],
    ["another trust", { trustHash: "v1:other" }],
    ["templates that its plan does not give", { release: { ...claim.release, templatesHash: "0".repeat(64) } }],
  ])("believes no claim of %s", async (_lie, change) => {
    const found = await judged({ ...claim, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("must be what plan and platform give");
  });
  it("blocks when the project that the claim names has no plan", async () => {
    expect(await judged({ ...claim, project: "docs" })).toEqual([
      'release "mcp-jira-server": file "plan.yaml": cannot be read, got ENOENT',
      'release "mcp-jira-server": file "trust.yaml": cannot be read, got ENOENT',
    ]);
  });
  it("blocks when the platform cannot be read at all", async () => {
    expect(await judged(claim, allowed, () => Promise.reject(new Error("ECONNREFUSED")))).toEqual([
      'release "mcp-jira-server": ECONNREFUSED',
    ]);
  });
});
