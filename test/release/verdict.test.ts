import { describe, expect, it } from "vitest";
import { fail, pass, undecided } from "../../release/verdict";

describe("a verdict", () => {
  it("says its status, what was found, and what to do where there is something", () => {
    expect(pass("45 of 45 tests")).toStrictEqual({ status: "pass", reason: "45 of 45 tests" });
    expect(fail("44 of 45 tests")).toStrictEqual({ status: "fail", reason: "44 of 45 tests" });
    expect(fail("44 of 45 tests", "qa: fix")).toStrictEqual({
      status: "fail",
      reason: "44 of 45 tests",
      remedy: "qa: fix",
    });
    expect(undecided("no report")).toStrictEqual({ status: "unknown", reason: "no report" });
    expect(undecided("no report", "ci: run")).toStrictEqual({
      status: "unknown",
      reason: "no report",
      remedy: "ci: run",
    });
  });
});
