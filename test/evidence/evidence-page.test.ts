import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { evidenceKinds } from "../../evidence/evidence-kind";
import { evidencePage } from "../../evidence/evidence-page";
import { evidenceRows } from "../../evidence/evidence-row";
import type { GateQuestion } from "../../release/gates/gate-question";
import { signCommand } from "../../release/gates/sign-command";
import { claims } from "../../evidence/claims";

describe("the page on evidence", () => {
  it("is what the sources give; npm run generate writes it", () => {
    expect(readFileSync(resolve(__dirname, "../../docs/reference/evidence.md"), "utf8")).toBe(evidencePage());
  });

  it("has a line for every kind, and every kind has a row and a claim", () => {
    expect(Object.keys(evidenceRows)).toEqual([...evidenceKinds]);
    expect(Object.keys(claims)).toEqual([...evidenceKinds]);
    for (const kind of evidenceKinds)
      expect(
        evidencePage()
          .split("\n")
          .filter((line) => line.startsWith(`| \`${kind}\` |`)),
      ).toHaveLength(2);
  });

  it("names a report in the command of every kind that rests on one", () => {
    const question = { subject: { stack: "production", phase: "canary" } } as GateQuestion;
    for (const kind of evidenceKinds) {
      expect([kind, signCommand(kind, question).includes("--report")]).toEqual([
        kind,
        evidenceRows[kind].reports.length > 0,
      ]);
    }
  });

  it("lets no kind count without a system, a signer and an end of its age; only a withdrawal is for good", () => {
    for (const kind of evidenceKinds) {
      const { bound, signers, maximumAgeSeconds } = evidenceRows[kind];
      expect([kind, bound.includes("system"), signers.length > 0, maximumAgeSeconds > 0]).toEqual([
        kind,
        true,
        true,
        true,
      ]);
      expect([kind, Number.isFinite(maximumAgeSeconds)]).toEqual([kind, kind !== "withdrawal"]);
    }
  });
});
