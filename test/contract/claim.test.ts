import { expect, it } from "vitest";
import { Claim } from "../../contract/claim";

const digest = `sha256:${"a".repeat(64)}`;
const claim: Claim = {
  schema: 1,
  system: "shop",
  stack: "production",
  platform: "kubernetes",
  project: ".",
  settings: {
    ...{ plan: "plan.yaml", trust: "trust.yaml", evidence: "evidence", platform: "kubernetes", phase: "canary" },
    ...{ router: "traefik", smokeToken: "candidate", rehearsal: false, waitSeconds: 600 },
    release: { artifacts: {}, profile: "normal" },
    hosts: {},
    lifters: [{ kind: "User", name: "deployer" }],
    ...{ holders: [], onCall: [] },
  },
  phase: "canary",
  release: { id: "r2", artifacts: { api: digest }, templatesHash: "t", planHash: `v1:${"b".repeat(64)}` },
  trustHash: "v1:t",
  targetPercent: 5,
  evidence: [{ path: "evidence/approvals/qa.json", sha256: "c".repeat(64) }],
};

it("reads a whole claim back as it was written", () => {
  expect(Claim.parse(JSON.parse(JSON.stringify(claim)))).toEqual(claim);
});

it.each([
  ["an unknown field", { more: 1 }],
  ["a share of 101 percent", { targetPercent: 101 }],
  ["half a percent", { targetPercent: 0.5 }],
  ["a move that nobody knows", { move: "sideways" }],
  ["another shape", { schema: 2 }],
  ["an artifact by tag", { release: { ...claim.release, artifacts: { api: "shop:latest" } } }],
  ["evidence outside of the project", { evidence: [{ path: "../secret", sha256: "c".repeat(64) }] }],
  ["evidence that climbs out on the way", { evidence: [{ path: "a/../../b", sha256: "c".repeat(64) }] }],
  ["evidence by an absolute path", { evidence: [{ path: "/etc/passwd", sha256: "c".repeat(64) }] }],
  ["evidence without a digest", { evidence: [{ path: "a.json", sha256: "" }] }],
])("refuses %s", (_what, change) => {
  expect(Claim.safeParse({ ...claim, ...change }).success).toBe(false);
});

it.each(Object.keys(claim))("refuses a claim without %s", (field) => {
  const rest = Object.fromEntries(Object.entries(claim).filter(([name]) => name !== field));
  expect(Claim.safeParse(rest).success).toBe(false);
});
