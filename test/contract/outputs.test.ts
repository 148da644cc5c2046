import Ajv2020 from "ajv/dist/2020";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Outputs } from "../../contract/outputs";
import { outputsJsonSchema } from "../../contract/outputs-json-schema";
import { outputsSchemaFile, outputsSchemaText } from "../../contract/write-outputs-schema";

const outputs: Outputs = {
  schema: 1,
  system: "shop",
  stack: "production",
  platform: "kubernetes",
  namespace: "shop-production",
  release: "r2",
  stable: "r1",
  phase: "canary",
  sharePercent: 5,
  since: "2026-11-21T10:00:00Z",
  artifacts: { api: `sha256:${"a".repeat(64)}` },
  planHash: `v1:${"b".repeat(64)}`,
  hosts: ["shop.example.com"],
  shareObjects: { api: "TraefikService/api" },
};
const ajv = new Ajv2020({ strict: false, formats: { "date-time": true } });
const byJsonSchema = ajv.compile(outputsJsonSchema());

it("is committed as JSON Schema, as `npx tsx contract/write-outputs-schema.ts` writes it", () => {
  expect(readFileSync(outputsSchemaFile, "utf8")).toBe(outputsSchemaText());
});

it("accepts whole outputs in both languages", () => {
  expect([Outputs.safeParse(outputs).success, byJsonSchema(outputs)]).toEqual([true, true]);
});

it.each([
  ["another version", { schema: 2 }],
  ["a share of 101 percent", { sharePercent: 101 }],
  ["an artifact by tag", { artifacts: { api: "shop:latest" } }],
  ["a field that the contract does not name", { password: "x" }],
])("refuses %s in both languages", (_what, change) => {
  const changed = { ...outputs, ...change };
  expect([Outputs.safeParse(changed).success, byJsonSchema(changed)]).toEqual([false, false]);
});
