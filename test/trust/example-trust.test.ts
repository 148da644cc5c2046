import { describe, expect, it } from "vitest";
import { exampleTrust } from "../../trust/example-trust";
import { readTrust } from "../../trust/read-trust";

describe("the example of a trust", () => {
  it("is one that can be read, and names its change rule", () => {
    const reading = readTrust(exampleTrust);
    expect(reading).toMatchObject({
      kind: "valid",
      trust: {
        change: { threshold: 2, roles: ["security", "technical-lead"] },
        minimumGates: ["approvals", "provenance"],
      },
    });
  });
});
