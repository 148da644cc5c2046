import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readPlan } from "../../plan/read-plan";
import { first, linesOf, planText, whole } from "./written-example";

const folder = resolve(__dirname, "../vectors/plan-hash");
const expected = JSON.parse(readFileSync(resolve(folder, "expected.json"), "utf8")) as Readonly<Record<string, string>>;

const hashOf = (text: string): string => {
  const reading = readPlan(text);
  return reading.kind === "valid" ? reading.hash : linesOf(text).join("\n");
};

// These hashes stand in signatures. A Sluice that gives another one voids them: it needs a new rule, `v2`, beside this one.
describe("the hash of a plan", () => {
  it.each(readdirSync(folder).filter((file) => file.endsWith(".yaml")))(
    "is that of the committed vector %s",
    (file) => {
      expect(hashOf(readFileSync(resolve(folder, file), "utf8"))).toBe(expected[file]);
    },
  );

  it("has a vector for every entry, and the other way round", () => {
    expect(Object.keys(expected).sort()).toEqual(
      readdirSync(folder)
        .filter((file) => file.endsWith(".yaml"))
        .sort(),
    );
  });

  it("is SHA-256 over canonical JSON of the parsed plan before defaults, as computed here by hand", () => {
    const json =
      '{"phases":[{"advanceWhen":[{"kind":"threshold","metric":"error rate","operator":"below","unit":"percent","value":0.5}],' +
      '"enter":["smoke-test"],"name":"full","soakSeconds":172800,"trafficPercent":100}],' +
      '"rollBackWhen":[{"forSeconds":300,"metric":"error rate","operator":"above","unit":"percent","value":2}],' +
      '"services":[{"health":{"live":"/health"},"name":"api","port":8000}],"system":"shop"}';
    expect(expected["shortest.yaml"]).toBe(`v1:${createHash("sha256").update(json).digest("hex")}`);
  });

  it("stays when only comments, order, units, announcements or dashboards change", () => {
    expect(expected["shortest-said-otherwise.yaml"]).toBe(expected["shortest.yaml"]);
  });

  it("changes when a default is written out", () => {
    expect(expected["default-written-out.yaml"]).not.toBe(expected["shortest.yaml"]);
  });

  it.each([
    ["a soak", first({ soak: "49 hours" })],
    ["a share", first({ traffic: "5.1 %" })],
    ["a gate", first({ enter: ["smoke-test", "web-vitals"] })],
    ["a limit", first({ "advance when": { "error rate": "below 0.4 %" } })],
    ["a trigger", whole({ "roll back when": ["error rate above 2 % for 4 minutes"] })],
    ["a description", whole({ description: "another" })],
  ])("changes with %s", (_, change) => {
    expect(hashOf(planText(change))).toMatch(/^v1:[0-9a-f]{64}$/);
    expect(hashOf(planText(change))).not.toBe(hashOf(planText()));
  });
});
