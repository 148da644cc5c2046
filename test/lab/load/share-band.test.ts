import { describe, expect, it } from "vitest";
import { shareBand } from "../../../lab/load/share-band";

/** The same band in whole numbers without any rounding: share and tail are fractions. */
function exactBand(
  n: number,
  [part, whole]: [bigint, bigint],
  tailPerMillion: bigint,
): { least: number; most: number } {
  const term = (k: number): bigint => {
    let choose = 1n;
    for (let i = 0; i < k; i += 1) choose = (choose * BigInt(n - i)) / BigInt(i + 1);
    return choose * part ** BigInt(k) * (whole - part) ** BigInt(n - k);
  };
  const within = (sum: bigint): boolean => sum * 1_000_000n <= tailPerMillion * whole ** BigInt(n);
  let [least, sum] = [0, term(0)];
  while (within(sum)) sum += term((least += 1));
  let most = n;
  sum = term(n);
  while (within(sum)) sum += term((most -= 1));
  return { least, most };
}

describe("a share band", () => {
  it.each<[number, [bigint, bigint]]>([
    [1, [1n, 2n]],
    [10, [1n, 2n]],
    [20, [1n, 20n]],
    [97, [1n, 3n]],
    [200, [1n, 100n]],
    [200, [5n, 100n]],
    [400, [25n, 100n]],
    [400, [99n, 100n]],
  ])("for %i requests is that of exact fractions", (n, fraction) => {
    const share = Number(fraction[0]) / Number(fraction[1]);
    expect(shareBand(n, share)).toEqual(exactBand(n, fraction, 500n));
    expect(shareBand(n, share, 0.95)).toEqual(exactBand(n, fraction, 25_000n));
  });

  it.each<[number, number, number, number]>([
    [2000, 0.05, 69, 133],
    [2000, 0.25, 437, 565],
    [2000, 0.75, 1435, 1563],
    [100_000, 0.05, 4775, 5228],
    [100_000, 0.001, 69, 134],
    [1_000_000, 0.25, 248_576, 251_426],
  ])("for %i requests at %f is %i to %i, as SciPy 1.17 says", (n, share, least, most) => {
    expect(shareBand(n, share)).toEqual({ least, most });
  });

  it("is the one certain count at both ends", () => {
    expect(shareBand(1000, 0)).toEqual({ least: 0, most: 0 });
    expect(shareBand(1000, 1)).toEqual({ least: 1000, most: 1000 });
  });

  it.each<[string, number, number, number]>([
    ["no request", 0, 0.5, 0.999],
    ["half a request", 1.5, 0.5, 0.999],
    ["a share above 1", 10, 1.1, 0.999],
    ["a share that is no number", 10, NaN, 0.999],
    ["certainty", 10, 0.5, 1],
  ])("refuses %s", (_, n, share, confidence) => {
    expect(() => shareBand(n, share, confidence)).toThrow(/^band "/);
  });
});
