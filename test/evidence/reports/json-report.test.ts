import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseJsonReport } from "../../../evidence/reports/json-report";

const read = (text: string) => parseJsonReport(Buffer.from(text), z.array(z.unknown()));

describe("a JSON report", () => {
  it("nests 64 levels deep and no deeper", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(read(nested(64)).kind).toBe("present");
    expect(read(nested(65))).toEqual({ kind: "invalid", reason: "nests deeper than 64 levels" });
  });

  it("holds a million entries and no more", () => {
    const long = (separators: number) => `[0${",0".repeat(separators)}]`;
    expect(read(long(1_000_000)).kind).toBe("present");
    expect(read(long(1_000_001))).toEqual({ kind: "invalid", reason: "holds more than 1000000 entries" });
  });
});
