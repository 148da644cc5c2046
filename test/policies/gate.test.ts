import { describe, expect, it } from "vitest";
import type { Claim } from "../../contract/claim";
import { gate, type Judge } from "../../policies/gate";
import { fail, pass } from "../../release/verdict";
import { unknownValue, violations } from "../support/policy";

const about = { name: "sample", description: "A sample rule.", remediationSteps: "Run the sample." };
const hex = "a".repeat(64);
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
  release: { id: "r1", artifacts: { web: `sha256:${hex}` }, templatesHash: hex, planHash: `v1:${hex}` },
  trustHash: hex,
  targetPercent: 10,
  evidence: [],
};
const passes: Judge = () => Promise.resolve([pass("all well")]);
const judged = (judge: Judge, props: object = claim) =>
  violations(gate(about, judge), { type: "sluice:index:Release", name: "shop", props });

describe("a gate", () => {
  it("is mandatory", () => {
    expect(gate(about, passes).enforcementLevel).toBe("mandatory");
  });
  it("says of itself what it was told", () => {
    expect(gate(about, passes)).toMatchObject(about);
  });
  it("is silent when every verdict passes", async () => {
    expect(await judged(passes)).toEqual([]);
  });
  it("reports each verdict that does not pass, with what to do", async () => {
    const judge: Judge = () => Promise.resolve([pass("fine"), fail("no approval", "ask security"), fail("too early")]);
    expect(await judged(judge)).toEqual(['release "shop": no approval: ask security', 'release "shop": too early']);
  });
  it("has nothing to say about other resources", async () => {
    const judge: Judge = () => Promise.reject(new Error("must not be called"));
    expect(await violations(gate(about, judge), { type: "aws:s3/bucket:Bucket", name: "b" })).toEqual([]);
  });
});

describe("a gate fails closed", () => {
  it("when the judge answers nothing", async () => {
    expect(await judged(() => Promise.resolve([]))).toEqual(['release "shop": nothing was judged']);
  });
  it("when the judge crashes", async () => {
    expect(await judged(() => Promise.reject(new Error("EACCES plan.yaml")))).toEqual([
      'release "shop": EACCES plan.yaml',
    ]);
  });
  it("when a part of the claim is unknown, which stock CrossGuard lets pass as advice", async () => {
    expect(await judged(passes, { ...claim, phase: unknownValue })).toEqual([
      'release "shop": the claim is not known yet, so it cannot be judged',
    ]);
  });
  it("when the judge throws what is no error", async () => {
    expect(await judged(() => Promise.reject("out of luck"))).toEqual(['release "shop": out of luck']);
  });
  it("on a claim that is none, and names each field that is wrong", async () => {
    const found = await judged(passes, { ...claim, schema: undefined, release: { ...claim.release, id: "" } });
    expect(found).toEqual([
      'release "shop": claim schema: Invalid input: expected 1; claim release.id: Too small: expected string to have >=1 characters',
    ]);
    expect(await judged(passes, { ...claim, extra: 1 })).toEqual([
      'release "shop": claim itself: Unrecognized key: "extra"',
    ]);
  });
  it.each([
    ["a missing field", { ...claim, stable: undefined }, "stable"],
    ["an unknown field", { ...claim, extra: 1 }, "extra"],
    ["a newer schema", { ...claim, schema: 2 }, "schema"],
    ["a share above 100", { ...claim, targetPercent: 101 }, "targetPercent"],
  ])("on a claim with %s", async (_fault, props, word) => {
    const found = await judged(passes, props);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(word);
  });
});
