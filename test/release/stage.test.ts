import { describe, expect, it } from "vitest";
import { isComplete, isReserved } from "../../release/stage";

describe("a stage", () => {
  it.each([
    ["bootstrap", true, true],
    ["prepare", true, false],
    ["canary", false, false],
    ["complete", true, true],
    ["sign-offs", true, true],
    ["", false, false],
  ])("called %j is reserved: %s, is that of a stable release: %s", (stage, reserved, complete) => {
    expect([isReserved(stage), isComplete(stage)]).toEqual([reserved, complete]);
  });
});
