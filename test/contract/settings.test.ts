import { describe, expect, it } from "vitest";
import { readSettings } from "../../contract/settings";

const hex = "b".repeat(64);
const valid: Record<string, string> = {
  platform: "kubernetes",
  phase: "canary",
  release: JSON.stringify({ artifacts: { server: `registry.example.com/server@sha256:${hex}` } }),
  hosts: JSON.stringify({ server: ["jira.example.com"] }),
  lifters: JSON.stringify([{ kind: "User", name: "deployer" }]),
};
const read = (values: Record<string, string>) => readSettings((name) => values[name]);
const problems = (values: Record<string, string>) => {
  const answer = read(values);
  return "problems" in answer ? answer.problems : [];
};

describe("settings of a stack", () => {
  it("are read from text, with defaults in place", () => {
    expect(read(valid)).toEqual({
      settings: {
        plan: "plan.yaml",
        trust: "trust.yaml",
        evidence: "evidence",
        platform: "kubernetes",
        phase: "canary",
        release: { artifacts: { server: `registry.example.com/server@sha256:${hex}` }, profile: "normal" },
        hosts: { server: ["jira.example.com"] },
        lifters: [{ kind: "User", name: "deployer" }],
        holders: [],
        onCall: [],
        router: "traefik",
        smokeToken: "candidate",
        rehearsal: false,
        waitSeconds: 600,
      },
    });
  });
  it("keep a phase that is called true or 7 as an error, not as another type", () => {
    expect(problems({ ...valid, phase: "true" })).toHaveLength(1);
  });
  it("list every problem at once", () => {
    expect(
      problems({ phase: "canary", hosts: "{}", lifters: "[]", platform: "mainframe", rehearsal: "maybe" }),
    ).toEqual([
      expect.stringMatching(/^setting "sluice:platform": .*"kubernetes".*, got "mainframe"$/),
      expect.stringMatching(/^setting "sluice:release": .*, got nothing$/),
      expect.stringMatching(/^setting "sluice:lifters": .*, got \[\]$/),
      expect.stringMatching(/^setting "sluice:rehearsal": .*, got "maybe"$/),
    ]);
  });
  it.each([
    ["a plan outside of the project", { plan: "../other/plan.yaml" }],
    ["an absolute path", { trust: "/etc/trust.yaml" }],
    ["a path that climbs later", { evidence: "evidence/../../x" }],
    ["an image by tag", { release: JSON.stringify({ artifacts: { server: "server:latest" } }) }],
    ["an unknown key in the release", { release: JSON.stringify({ artifacts: {}, tag: "x" }) }],
    ["a host in capitals", { hosts: JSON.stringify({ server: ["Jira.example.com"] }) }],
    ["broken JSON", { release: "{artifacts" }],
    ["a wait longer than an hour", { waitSeconds: "3601" }],
  ])("refuse %s with one line", (_fault, change) => {
    expect(problems({ ...valid, ...change })).toHaveLength(1);
  });
});
