import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { storyStack, type StoryStack } from "../support/story-stack";

// A program that changes what the components declare, as somebody could who adds a transform. Its own judgement has nothing against it:
// nothing moves. The rules themselves are tested one by one in test/policies/guardrails; here the real engine acts on what they say.
let stack: StoryStack;
const repository = resolve(__dirname, "../..");

beforeAll(async () => {
  stack = await storyStack("mcp-jira-server");
  await stack.project.pulumi("stack", "init", "production");
  stack.story.ask("bootstrap", "1.0.0");
  await stack.story.sign();
  await stack.story.up();
}, 1_800_000);
afterAll(() => stack.stop());

/** Makes the project's program one that changes each Rollout as told, and else is the same. */
function transformRollouts(change: string): void {
  const text = `
const pulumi = require("@pulumi/pulumi");
pulumi.runtime.registerResourceTransform(({ type, props, opts }) => {
  if (type !== "kubernetes:argoproj.io/v1alpha1:Rollout") return undefined;
  const container = props.spec.template.spec.containers[0];
  ${change}
  return { props, opts };
});
module.exports = require(${JSON.stringify(join(repository, "index.ts"))});
`;
  const project = stack.project.root;
  writeFileSync(join(project, "transformed.js"), text);
  const nodeargs = `--require ${join(repository, "cli/preload.js")}`;
  const yaml = {
    name: stack.plan.system,
    main: "transformed.js",
    runtime: { name: "nodejs", options: { typescript: false, nodeargs } },
  };
  writeFileSync(join(project, "Pulumi.yaml"), stringify(yaml));
}

async function ran(
  ...words: string[]
): Promise<{ readonly code: number; readonly said: string; readonly writes: number }> {
  const written = (): number => stack.writes().filter(({ dryRun }) => !dryRun).length;
  const before = written();
  const { code, out, err } = await stack.project.pulumi(
    ...words,
    "--stack",
    "production",
    "--policy-pack",
    stack.project.pack,
  );
  return { code, said: `${out}${err}`, writes: written() - before };
}

const faults = [
  {
    change: "container.securityContext.readOnlyRootFilesystem = false;",
    policy: "pod-privileges",
    found: 'container "server" must not write its root file system',
  },
  {
    change: 'container.image = container.image.replace(/[0-9a-f]{64}$/, "f".repeat(64));',
    policy: "released-images",
    found: 'container "server" must run the judged sha256:',
  },
  {
    change: "opts.protect = false;",
    policy: "protected-kinds",
    found: "it must be protected, got protect: false",
  },
] as const;

describe("a program with a transform", () => {
  it("that changes nothing shows no change", async () => {
    transformRollouts("void container;");
    const preview = await ran("preview", "--expect-no-changes");
    expect(preview.code, preview.said).toBe(0);
  });

  it.each([[["preview"]], [["up", "--yes"]], [["up", "--yes", "--skip-preview"]]])(
    "that breaks three rules at each Rollout is refused by each of them, and nothing is written, with %j",
    async (words) => {
      transformRollouts(faults.map(({ change }) => change).join("\n  "));
      const { code, said, writes } = await ran(...words);
      expect(code, said).not.toBe(0);
      for (const { policy, found } of faults) {
        expect(said).toMatch(new RegExp(`\\[mandatory\\]\\s+${policy}`));
        expect(said).toContain(found);
      }
      expect(writes).toBe(0);
    },
  );
});
