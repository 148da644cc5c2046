import { beforeAll, describe, expect, it } from "vitest";
import { faultNames, notApplicable } from "../support/matrix/matrix-faults";
import { matrixGates } from "../support/matrix/matrix-cells";
import { packProduct, type PackResult } from "../support/matrix/pack-product";

// The platform is made up here; the pack, its protocol, the files and the signatures are real. `npm run prove -- gate-matrix` runs the whole product, and the real engine on a real cluster.
const isWanted = (gate: string, fault: string): boolean =>
  matrixGates.findIndex((one) => one === gate) % faultNames.length === faultNames.findIndex((one) => one === fault);
const rows = matrixGates.flatMap((gate) =>
  faultNames
    .filter((fault) => isWanted(gate, fault) && notApplicable(gate, fault) === undefined)
    .map((fault) => ({ gate, fault })),
);

let results: readonly PackResult[];
beforeAll(async () => {
  results = await packProduct(isWanted);
}, 300_000);

describe("the pack, asked as the engine asks it", () => {
  it.each(rows)("refuses $gate for a $fault and for nothing else, and is silent without it", ({ gate, fault }) => {
    const found = results.find((one) => one.gate === gate && one.fault === fault);
    expect(found).toMatchObject({ refused: true, passesWithout: true });
  });

  it("has met every gate and every fault", () => {
    expect(new Set(results.map(({ fault }) => fault))).toEqual(new Set(faultNames));
    expect(new Set(results.map(({ gate }) => gate)).size).toBe(matrixGates.length);
  });
});
