import { describe, expect, it } from "vitest";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const whole = {
  dependencies: [
    { name: "django", version: "4.2", vulns: [{ id: "PYSEC-1" }] },
    { name: "shop", skip_reason: "distribution marked as editable, at ." },
    { name: "flask", version: "3.0", vulns: [] },
  ],
};

describe("pip-audit", () => {
  it("gives its vulnerabilities, and lets only the editable project itself be skipped", () => {
    expect(readAs("pip-audit", whole)).toEqual({
      kind: "present",
      value: { kind: "findings", tool: "pip-audit", critical: 1, high: 0, medium: 0, low: 0 },
    });
  });

  it.each([
    [
      "for another reason",
      "is no distribution marked as editable",
      'did not audit "shop" (is no distribution marked as editable)',
    ],
    ["for no reason", undefined, 'did not audit "shop" (no reason given)'],
  ])("is refused when a dependency was skipped %s", (_, reason, text) => {
    expect(refusal("pip-audit", putAt(whole, "dependencies.1.skip_reason", reason))).toBe(text);
  });

  it.each([
    ["dependencies.0", {}],
    ["dependencies.0.name", ""],
    ["dependencies.0.vulns", 1],
    ["dependencies.0.vulns.0", {}],
    ["dependencies.0.vulns.0.id", ""],
    ["dependencies.1.skip_reason", 1],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(refusal("pip-audit", putAt(whole, path, value))).toMatch(
      new RegExp(`^${path.replaceAll(".", "\\.")}[^ ]*: `),
    );
  });
});
