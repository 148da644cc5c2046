import { describe, expect, it } from "vitest";
import type { HoldRecord } from "../../release/journal";
import { soakSince } from "../../release/soak-since";

const release = { id: "second", artifacts: { api: "sha256:2" }, templatesHash: "t2", planHash: "v1:p" };
const since = "2026-10-24T22:00:00Z";
const hold = (at: string, changes: Partial<HoldRecord> = {}): HoldRecord => ({
  release: "second",
  ceilingPercent: 5,
  reason: "error rate above 1 %",
  at,
  ...changes,
});

describe("soak counts", () => {
  it("from when weight and readiness were reached", () => {
    expect(soakSince(since, release, [])).toBe("2026-10-24T22:00:00Z");
  });

  it.each([
    ["a hold since then", [hold("2026-10-25T03:00:00Z")], "2026-10-25T03:00:00Z"],
    ["the last of two holds", [hold("2026-10-25T03:00:00Z"), hold("2026-10-25T02:00:00Z")], "2026-10-25T03:00:00Z"],
    [
      "a hold whose ceiling is above the phase",
      [hold("2026-10-25T03:00:00Z", { ceilingPercent: 50 })],
      "2026-10-25T03:00:00Z",
    ],
    [
      "a hold under the release's id with an earlier plan",
      [hold("2026-10-25T03:00:00Z", { release: "second-with-another-plan", artifacts: { api: "sha256:2" } })],
      "2026-10-25T03:00:00Z",
    ],
    ["a hold whose time cannot be read", [hold("soon")], "soon"],
  ])("anew from %s", (_title, holds, counts) => {
    expect(soakSince(since, release, holds)).toBe(counts);
  });

  it.each([
    ["a hold before then", hold("2026-10-24T21:59:59Z")],
    ["a hold on another release", hold("2026-10-25T03:00:00Z", { release: "third" })],
    ["an open hold object", hold("2026-10-25T03:00:00Z", { ceilingPercent: 100 })],
  ])("on over %s", (_title, one) => {
    expect(soakSince(since, release, [one])).toBe("2026-10-24T22:00:00Z");
  });
});
