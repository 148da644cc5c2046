import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { planOfStack } from "../../situation/plan-of-stack";
import { readInputs } from "../../situation/read-inputs";
import { releaseOf } from "../../situation/release-of";

const repository = resolve(__dirname, "../..");
const stacks = [".", "systems/mcp-jira-server", "systems/proofile"].flatMap((project) =>
  ["staging", "production"].map((stack) => [project, stack] as const),
);

it.each(stacks)(
  "stack of %s, %s: its settings, plan and trust can be read, and its release computed",
  (project, stack) => {
    const root = resolve(repository, project);
    const { config } = parse(readFileSync(resolve(root, `Pulumi.${stack}.yaml`), "utf8")) as {
      config: Record<string, unknown>;
    };
    const text = (name: string): string | undefined => {
      const value = config[`sluice:${name}`];
      return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
    };
    const reading = readInputs({ root, stack, text });
    expect(reading.kind === "invalid" ? reading.problems : []).toEqual([]);
    if (reading.kind === "invalid") return;
    expect(releaseOf(reading.inputs).id).toMatch(/^r-[0-9a-f]{40}$/);
    const { phases } = planOfStack(reading.inputs.plan, stack, reading.inputs.settings.hosts);
    expect(phases.at(-1)?.trafficPercent).toBe(100);
    expect(phases.length).toBeGreaterThanOrEqual(stack === "staging" ? 1 : 2);
  },
);
