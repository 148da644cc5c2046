import { describe, expect, it } from "vitest";
import { withoutCandidate } from "../../../cli/rollback/without-candidate";
import { candidateWeight } from "../../../situation/kubernetes/candidate-weight";

const split = (stable: number, candidate: number) => [
  { name: "api-stable", port: 8000, weight: stable },
  { name: "api-candidate", port: 8000, weight: candidate },
];

describe("a router written directly", () => {
  it("gives everything to the stable service of a TraefikService, and says nothing of its other fields", () => {
    const patch = withoutCandidate({ spec: { weighted: { sticky: { cookie: {} }, services: split(75, 25) } } });
    expect(patch).toEqual({ spec: { weighted: { services: split(100, 0) } } });
    expect(candidateWeight(patch)).toBe(0);
  });

  it("leaves the rule of an HTTPRoute that wants a header, and empties the public one", () => {
    const byHeader = {
      matches: [{ headers: [{ name: "x-sluice-smoke", value: "candidate" }] }],
      backendRefs: split(0, 100),
    };
    const open = { matches: [{ path: { type: "PathPrefix", value: "/" } }], backendRefs: split(75, 25) };
    const patch = withoutCandidate({ spec: { rules: [byHeader, open] } });
    expect(patch).toEqual({ spec: { rules: [byHeader, { ...open, backendRefs: split(100, 0) }] } });
  });

  it("refuses what is no router", () => {
    expect(() => withoutCandidate({ spec: { weighted: { services: [{}] } } })).toThrow();
  });
});
