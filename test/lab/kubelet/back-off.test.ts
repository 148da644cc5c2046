import { describe, expect, it } from "vitest";
import { BackOff } from "../../../lab/kubelet/back-off";

describe("the back-off of a container", () => {
  it("starts again at once, then after 1, 2, 4 … seconds, at most 60", () => {
    const backOff = new BackOff();
    expect(Array.from({ length: 9 }, () => backOff.next(0))).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it("begins anew after a run of ten minutes, and not after a second less", () => {
    const backOff = new BackOff();
    for (let i = 0; i < 5; i += 1) backOff.next(0);
    expect(backOff.next(599)).toBe(16);
    expect(backOff.next(600)).toBe(0);
    expect(backOff.next(0)).toBe(1);
  });
});
