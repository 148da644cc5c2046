import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { ToSign } from "../../../evidence/sign-evidence";
import { GateCase } from "../../support/evidence/gate-case";
import { changed } from "../../support/evidence/gate-pieces";
import { canarySince, now } from "../../support/evidence/pieces";
import { prometheusRange, writeReport } from "../../support/evidence/reports";

let one: GateCase | undefined;
afterEach(() => one?.clean());

const said = (gate: string, change: Parameters<GateCase["judge"]>[1] = {}): string => {
  const { status, reason } = one?.judge(gate, change) ?? { status: "none", reason: "" };
  return `${status}: ${reason.replace(/ \("evidence\/[^"]+"\)/g, "")}`;
};

/** What a gate says when the report under a piece holds something else, signed as it is. */
async function withReport(gate: string, name: string, content: unknown): Promise<string> {
  one = await changed(name, (piece, root) => {
    writeReport(root, piece.sign.report?.path ?? "", content);
    return [piece];
  });
  return said(gate);
}

describe("soak", () => {
  const from = Date.parse(canarySince) / 1000;
  const to = Date.parse(now) / 1000 - 60;
  it.each([
    ["held its limit", prometheusRange(from, to, () => 0.49), /^pass/],
    [
      "touched its limit once",
      prometheusRange(from, to, (at) => (at === from + 3600 ? 0.5 : 0.1)),
      /^fail: soak of "canary", error rate: error rate must be below 0\.5 %, got 0\.5 % at 2026-11-21T04:30:00/,
    ],
    [
      "was no number for a minute",
      prometheusRange(from, to, (at) => (at === from + 3600 ? Number.NaN : 0.1)),
      /got NaN %/,
    ],
    [
      "was measured half of the time",
      prometheusRange(from, to, () => 0.1, 120),
      /99 % of the time must be measured, got 50 %/,
    ],
    [
      "was measured from an hour later on",
      prometheusRange(from + 3600, to, () => 0.1),
      /99 % of the time must be measured, got 83\.3 %/,
    ],
    [
      "was not measured",
      { status: "success", data: { resultType: "matrix", result: [] } },
      /99 % of the time must be measured, got 0 %/,
    ],
  ])("of a series that %s", async (_, report, verdict) => {
    expect(await withReport("soak", "soak-errors", report)).toMatch(verdict);
  });

  it("of too few requests fails", async () => {
    expect(
      await withReport(
        "soak",
        "soak-requests",
        prometheusRange(from, to, (at) => (at - from) / 60),
      ),
    ).toMatch(/the candidate must answer 1000 requests, got 389/);
  });

  it("that is a second too short fails, and says how long to wait", async () => {
    one = await changed("soak-errors", (piece) => [piece]);
    const subject = { leaves: { phase: "canary", since: "2026-11-21T04:00:01Z" } };
    expect(one.judge("soak", { subject })).toMatchObject({
      status: "fail",
      reason: 'soak: phase "canary" must soak for 6 hours, got 5 hours 59 minutes',
      remedy: "release manager: wait another 1 second",
    });
  });

  it("misses a removed measurement of the phase that is left, whichever phase is asked", async () => {
    one = await changed("soak-errors", (piece) => [piece]);
    const subject = { phase: "full", leaves: { phase: "canary", since: canarySince } };
    expect(one.judge("soak", { subject }).status).toBe("pass");
    rmSync(one.fileOf("soak-errors"));
    expect(one.judge("soak", { subject })).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("stands in the journal and its file is gone") as string,
    });
  });

  it("of a hotfix is as long as the plan says for one", async () => {
    one = await changed("soak-errors", (piece) => [piece]);
    const subject = { profile: "hotfix" as const, leaves: { phase: "canary", since: "2026-11-21T09:30:01Z" } };
    expect(one.judge("soak", { subject }).reason).toBe(
      'soak: phase "canary" must soak for 30 minutes, got 29 minutes 59 seconds',
    );
  });

  it.each([
    [
      "issues that people reported",
      "issues",
      { counts: { "critical issues": 1 } },
      /critical issues must be at most 0, got 1/,
    ],
    [
      "a comparison beyond the margin",
      "staging-comparison",
      { metrics: [{ metric: "mean response time", candidate: 0.0551, baseline: 0.05 }] },
      /must be within 10 % of 0\.05, got 0\.0551/,
    ],
  ])("fails on %s", async (_, name, claim, reason) => {
    one = await GateCase.make({
      pieces: (all) =>
        all
          .filter((piece) => /^(?:soak|issues|staging-comparison)/.test(piece.name))
          .map((piece) =>
            piece.name === name
              ? { ...piece, sign: { ...piece.sign, claim: { ...piece.sign.claim, ...claim } } as ToSign }
              : piece,
          ),
    });
    expect(said("soak")).toMatch(reason);
  });
});
