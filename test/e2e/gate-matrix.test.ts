import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultNames } from "../support/matrix/matrix-faults";
import { modeNames, type ModeName } from "../support/matrix/matrix-modes";
import { MatrixLab } from "../support/matrix/matrix-lab";
import type { MatrixMove } from "../support/matrix/matrix-move";
import { production } from "../support/matrix/production-stack";

// The short form of `npm run prove -- gate-matrix`: every fault once and every mode once on the real engine. Every gate with faults goes through the pack in test/policies/gate-product.test.ts.
let matrix: MatrixLab;
let move: MatrixMove;
beforeAll(async () => {
  matrix = await MatrixLab.start();
  move = await (await production(matrix, "production")).lastStep();
}, 1_800_000);
afterAll(() => matrix.lab.stop());

const gates = ["approvals", "go-no-go", "provenance", "tests", "backup", "soak", "trust-change"] as const;
const cells = faultNames.map((fault, at) => ({
  fault,
  mode: modeNames[at % modeNames.length] ?? "preview",
  gate: at >= 9 && at <= 11 ? ("approvals" as const) : (gates[at % gates.length] ?? "approvals"),
}));

describe("the real engine", () => {
  it.each(cells)("refuses a $fault of $gate, run by $mode, and writes nothing", async ({ fault, gate, mode }) => {
    expect(await move.refused({ gate, fault }, mode)).toMatchObject({ held: true, writes: 0 });
  });

  it.each<[ModeName]>([["preview"], ["up --skip-preview"]])(
    "lets the same move through by %s, once nothing is wrong",
    async (mode) => {
      expect(await move.objection()).toBeUndefined();
      const before = matrix.writes();
      const { code, out, err } = await move.runWhole(mode);
      expect(`${code}${code === 0 ? "" : `${out}${err}`}`).toBe("0");
      expect(matrix.writes() > before).toBe(mode !== "preview");
    },
  );
});
