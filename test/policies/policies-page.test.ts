import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { policies } from "../../policies/policies";
import { policiesPage } from "../../policies/policies-page";

const root = resolve(__dirname, "../..");
const filesOf = (folder: string) =>
  readdirSync(join(root, "policies", folder)).map((file) => file.replace(/\.ts$/, ""));

describe("the page of policies", () => {
  it("is what the sources give; npm run generate writes it", () => {
    expect(readFileSync(join(root, "docs/reference/policies.md"), "utf8")).toBe(policiesPage());
  });
});

describe("the pack", () => {
  it("has every gate and every guardrail, each by the name of its file", () => {
    const names = policies(root).map(({ name }) => name);
    expect([...names].sort()).toEqual([...filesOf("gates"), ...filesOf("guardrails")].sort());
  });

  it("has none that is not mandatory, and none that judges after the changes", () => {
    const found = policies(root).map((policy) => [policy.enforcementLevel, "validateStack" in policy]);
    expect(found).toEqual(found.map(() => ["mandatory", false]));
  });
});
