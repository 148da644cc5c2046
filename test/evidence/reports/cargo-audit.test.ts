import { describe, expect, it } from "vitest";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const whole = {
  database: { "advisory-count": 700 },
  lockfile: { "dependency-count": 3 },
  vulnerabilities: { found: true, count: 1, list: [{ advisory: { id: "RUSTSEC-2024-0001" } }] },
  warnings: { unmaintained: [{}], yanked: [{}, {}] },
};

describe("cargo audit", () => {
  it("gives its vulnerabilities as critical and its warnings of every sort as low", () => {
    const value = { kind: "findings", tool: "cargo audit", critical: 1, high: 0, medium: 0, low: 3 };
    expect(readAs("cargo-audit", whole)).toEqual({ kind: "present", value });
    expect(readAs("cargo-audit", putAt(whole, "warnings", undefined))).toEqual({
      kind: "present",
      value: { ...value, low: 0 },
    });
  });

  it.each([
    ["counts more than it lists", { ...whole.vulnerabilities, count: 2 }, "says 2 vulnerabilities and lists 1"],
    ["found nothing and lists some", { ...whole.vulnerabilities, found: false }, "says 1 vulnerabilities and lists 1"],
    ["found some and lists none", { found: true, count: 0, list: [] }, "says 0 vulnerabilities and lists 0"],
  ])("is refused when it %s", (_, vulnerabilities, reason) => {
    expect(refusal("cargo-audit", { ...whole, vulnerabilities })).toBe(reason);
  });

  it.each([
    ["database", {}],
    ["lockfile", {}],
    ["lockfile.dependency-count", -1],
    ["vulnerabilities", {}],
    ["vulnerabilities.found", "no"],
    ["vulnerabilities.list.0", {}],
    ["vulnerabilities.list.0.advisory", {}],
    ["vulnerabilities.list.0.advisory.id", ""],
    ["warnings.yanked", 1],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(refusal("cargo-audit", putAt(whole, path, value))).toMatch(
      new RegExp(`^${path.replaceAll(".", "\\.")}[^ ]*: `),
    );
  });
});
