import { describe, expect, it } from "vitest";
import { usedEvidence } from "../../../release/gates/judged";
import { checklist } from "../../support/evidence/made-up";

const base = { path: "evidence/checklist.dsse.json", signer: "rita", issued: "2026-11-21T09:30:00Z" };

describe("the evidence that a verdict rests on", () => {
  it.each([
    ["to the end of its age", {}, undefined, "2026-11-21T11:30:00Z"],
    ["to the age that the gate lets it have", {}, 60, "2026-11-21T09:31:00Z"],
    ["no longer than its kind allows", {}, 999_999, "2026-11-21T11:30:00Z"],
    ["to its own end, when that is sooner", { expires: "2026-11-21T10:30:00Z" }, undefined, "2026-11-21T10:30:00Z"],
    [
      "to the end of its age, when that is sooner",
      { expires: "2026-11-22T10:30:00Z" },
      undefined,
      "2026-11-21T11:30:00Z",
    ],
    [
      "to its own end, when its kind has none",
      { maximumAgeSeconds: Number.POSITIVE_INFINITY, expires: "2026-11-22T10:30:00Z" },
      undefined,
      "2026-11-22T10:30:00Z",
    ],
    ["to a fraction of a second", { issued: "2026-11-21T09:30:00.500Z" }, 60, "2026-11-21T09:31:00.500Z"],
  ])("counts %s", (_, change, seconds, countsUntil) => {
    const evidence = checklist(change);
    expect(usedEvidence(evidence, seconds)).toEqual({ ...base, issued: evidence.issued, countsUntil });
  });

  it("counts for good when nothing ends it", () => {
    expect(usedEvidence(checklist({ maximumAgeSeconds: Number.POSITIVE_INFINITY }))).toEqual(base);
  });
});
