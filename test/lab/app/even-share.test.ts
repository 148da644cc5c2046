import { describe, expect, it } from "vitest";
import { evenShare } from "../../../lab/app/even-share";

describe("an even share", () => {
  it.each([0, 0.001, 0.005, 0.01, 0.07, 0.1, 0.29, 1 / 3, 0.5, 0.57, 0.999, 1])(
    "of %f takes exactly that many of 1000",
    (share) => {
      const takes = evenShare();
      const taken = Array.from({ length: 1000 }, () => takes(share)).filter(Boolean).length;
      expect(taken).toBe(Math.floor(share * 1000 + 1e-6));
    },
  );

  it("spreads its takes", () => {
    const takes = evenShare();
    const taken = Array.from({ length: 8 }, () => takes(0.25));
    expect(taken).toEqual([false, false, false, true, false, false, false, true]);
  });
});
