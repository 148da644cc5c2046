import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { planSchema } from "../../plan/plan-schema";
import { readPlan } from "../../plan/read-plan";
import { generatedFiles } from "../generate/generate";
import { first, last, planText, whole, writtenExample } from "./written-example";
import type { WrittenExample } from "./written-example";

const root = resolve(__dirname, "../..");
const accepts = new Ajv({ allErrors: true }).compile(planSchema());

/** What the schema refuses, as `path keyword`. */
function refusals(written: unknown): readonly string[] {
  accepts(written);
  return (accepts.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe("the JSON Schema of a plan", () => {
  it.each(readdirSync(resolve(root, "systems")))(
    "accepts the plan of %s, as its first line tells editors to",
    (system) => {
      const text = readFileSync(resolve(root, "systems", system, "plan.yaml"), "utf8");
      const [, path = ""] = /^# yaml-language-server: \$schema=(.*)\n/.exec(text) ?? [];
      expect(resolve(root, "systems", system, path)).toBe(resolve(root, "docs/reference/plan.schema.json"));
      expect(refusals(parse(text))).toEqual([]);
    },
  );

  it("accepts the shortest plan", () => {
    expect(refusals(writtenExample())).toEqual([]);
  });

  it.each<readonly [string, (plan: WrittenExample) => void, string]>([
    ["a misspelt key", first({ soke: "1 hour" }), "/phases/0 additionalProperties"],
    ["a missing key", (plan) => void delete plan.phases[0]["soak"], "/phases/0 required"],
    ["a share without a unit", last({ traffic: 100 }), "/phases/1/traffic type"],
    ["a soak below nothing", first({ soak: "-1 hours" }), "/phases/0/soak pattern"],
    ["an unknown gate", first({ enter: ["smoke-tests"] }), "/phases/0/enter/0 enum"],
    ["no gate", first({ enter: [] }), "/phases/0/enter minItems"],
    ["a trigger without a threshold", whole({ "roll back when": ["error rate"] }), "/roll back when/0 pattern"],
    ["a port out of range", (plan) => void (plan.services[0]["port"] = 70_000), "/services/0/port maximum"],
    [
      "a number for a variable",
      (plan) => void (plan.services[0]["environment"] = { A: 5 }),
      "/services/0/environment/A type",
    ],
  ])("refuses, as reading does, %s", (_, change, refusal) => {
    expect(refusals(writtenExample(change))).toEqual([refusal]);
    expect(readPlan(planText(change)).kind).toBe("invalid");
  });

  it("explains every key, and says what holds when it is left out", () => {
    const keys = described(planSchema());
    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter(([, node]) => typeof node["description"] !== "string").map(([key]) => key)).toEqual([]);
  });
});

describe("generated files", () => {
  it.each(generatedFiles.map((file) => [file.path, file] as const))(
    "%s is what the sources give",
    async (path, file) => {
      expect(readFileSync(resolve(root, path), "utf8")).toBe(await file.text());
    },
  );
});

type Node = Readonly<Record<string, unknown>>;

/** Every property of every object in the schema, however deep. */
function described(node: unknown): readonly (readonly [string, Node])[] {
  if (typeof node !== "object" || node === null) return [];
  const { properties } = node as Node;
  const own =
    typeof properties === "object" && properties !== null && !Array.isArray(properties)
      ? Object.entries(properties)
      : [];
  const below = Object.entries(node).flatMap(([key, inner]) =>
    key === "default" || key === "examples" ? [] : described(inner),
  );
  return [...(own as (readonly [string, Node])[]), ...below];
}
