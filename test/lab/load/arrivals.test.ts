import { describe, expect, it } from "vitest";
import { arrivalsDue, dueAtMs } from "../../../lab/load/arrivals";

describe("arrivals", () => {
  it.each([0.5, 3, 7, 333, 2000, 20_000])("at %d a second are due one by one, each at its time", (rate) => {
    for (let position = 0; position < 20_000; position += 1) {
      const due = dueAtMs(position, rate);
      expect(arrivalsDue(due, rate, 1e6)).toBe(position + 1);
      expect(arrivalsDue(due - 100 / rate, rate, 1e6)).toBe(position);
    }
  });

  it("end with the count and begin with the start", () => {
    expect(arrivalsDue(1e9, 2000, 100)).toBe(100);
    expect(arrivalsDue(-1, 2000, 100)).toBe(0);
  });
});
