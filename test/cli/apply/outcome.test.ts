import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../../cli/apply/outcome";

const step = (op: string, type = "kubernetes:core/v1:ConfigMap", custom = true, planning = false): string =>
  JSON.stringify({
    sequence: 1,
    resourcePreEvent: {
      planning,
      metadata: { op, type, urn: "u", old: null, new: { type, ...(custom ? { custom } : {}) } },
    },
  });
const log = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

describe("how an up ended", () => {
  it.each([
    ["done", 0, log(step("create")), { kind: "done", begun: 1 }],
    ["failed after an update had begun", 1, log(step("same"), step("update")), { kind: "changed", begun: 1 }],
    ["failed after a deletion had begun", 1, log(step("delete")), { kind: "changed", begun: 1 }],
    ["failed after an operation that nobody knows yet", 1, log(step("transmute")), { kind: "changed", begun: 1 }],
    ["refused before the first resource", 1, log("{}"), { kind: "unchanged", begun: 0 }],
    [
      "refused after a preview of changes",
      1,
      log(step("create", "a:b:C", true, true)),
      { kind: "unchanged", begun: 0 },
    ],
    [
      "refused with components in the state alone",
      1,
      log(step("create", "a:b:C", false)),
      { kind: "unchanged", begun: 0 },
    ],
    [
      "refused with a provider alone",
      1,
      log(step("create", "pulumi:providers:kubernetes")),
      { kind: "unchanged", begun: 0 },
    ],
    ["refused after reading and comparing", 1, log(step("read"), step("same")), { kind: "unchanged", begun: 0 }],
    ["killed before a change was told", null, log(step("same")), { kind: "unknown", begun: 0 }],
    ["killed in the middle of a line", null, `${log(step("update"))}{"resourcePre`, { kind: "changed", begun: 1 }],
    ["not begun: there is no log", 255, undefined, { kind: "not begun", begun: 0 }],
  ])("%s", (_what, code, text, outcome) => {
    expect(outcomeOf(code, text)).toEqual(outcome);
  });

  it("finds a deletion, which has no new state", () => {
    const metadata = { op: "delete", type: "a:b:C", old: { custom: true }, new: null };
    expect(outcomeOf(1, log(JSON.stringify({ resourcePreEvent: { metadata } })))).toEqual({
      kind: "changed",
      begun: 1,
    });
  });
});
