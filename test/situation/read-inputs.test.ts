import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readInputs } from "../../situation/read-inputs";

let root: string;
const image = `registry.example.com/server@sha256:${"a".repeat(64)}`;
const valid: Record<string, string> = {
  platform: "kubernetes",
  phase: "canary",
  release: JSON.stringify({ artifacts: { server: image } }),
  hosts: JSON.stringify({ server: ["jira.example.com"] }),
  lifters: JSON.stringify([{ kind: "User", name: "deployer" }]),
};
const read = (change: Record<string, string> = {}) => {
  const values: Record<string, string> = { ...valid, ...change };
  return readInputs({ root, stack: "production", text: (name) => values[name] });
};
const problems = (change: Record<string, string> = {}) => {
  const reading = read(change);
  return reading.kind === "invalid" ? reading.problems : [];
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sluice-inputs-"));
  for (const file of ["plan.yaml", "trust.yaml"]) copyFileSync(`systems/mcp-jira-server/${file}`, join(root, file));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the inputs of a stack", () => {
  it("are settings, plan and trust, each with its hash", () => {
    const reading = read();
    expect(reading).toMatchObject({ kind: "valid", inputs: { stack: "production", settings: { phase: "canary" } } });
    if (reading.kind !== "valid") return;
    expect([reading.inputs.planHash, reading.inputs.trustHash].map((hash) => hash.slice(0, 3))).toEqual(["v1:", "v1:"]);
  });
  it("list the problems of plan and trust together, with file and line", () => {
    writeFileSync(join(root, "plan.yaml"), "system: x\nphases: 3\n");
    writeFileSync(join(root, "trust.yaml"), "people: []\n");
    const found = problems();
    expect(found.filter((line) => line.startsWith("plan.yaml")).length).toBeGreaterThanOrEqual(2);
    expect(found.filter((line) => line.startsWith("trust.yaml")).length).toBeGreaterThanOrEqual(1);
    expect(found.filter((line) => line.includes("\n"))).toEqual([]);
  });
  it.each([
    ["a plan that is not there", { plan: "other.yaml" }, 'file "other.yaml": cannot be read, got ENOENT'],
    [
      "a service that gets no image",
      { release: JSON.stringify({ artifacts: {} }) },
      'must name an image for service "server", got none',
    ],
    [
      "an image for a service that the plan lacks",
      { release: JSON.stringify({ artifacts: { server: image, ghost: image } }) },
      'must name services of the plan (server), got "ghost"',
    ],
    ["a platform that the plan lacks", { platform: "aws" }, 'must be one of the plan (kubernetes), got "aws"'],
  ])("are refused with %s, in one line", (_fault, change, words) => {
    const found = problems(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });
  it("never follow a link out of the project", () => {
    mkdirSync(join(root, "deep"));
    symlinkSync(join(process.cwd(), "systems/proofile/plan.yaml"), join(root, "deep/plan.yaml"));
    expect(problems({ plan: "deep/plan.yaml" })).toEqual(['file "deep/plan.yaml": leads out of the project']);
  });
  it("name a file that is not UTF-8", () => {
    writeFileSync(join(root, "plan.yaml"), Buffer.from([0x73, 0xff, 0xfe]));
    expect(problems()).toEqual(['file "plan.yaml": is not UTF-8']);
  });
});
