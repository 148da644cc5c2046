import { describe, expect, it } from "vitest";
import { sarif } from "../../support/evidence/reports";
import { putAt, readAs, refusal } from "../../support/evidence/read-as";

const run = (content: unknown): unknown => (content as { runs: readonly unknown[] }).runs[0];
/** A report of one result, which a rule may say more about. */
const report = (result: object, rule: object = { id: "r1" }, extension = false): unknown => {
  const tool = extension
    ? { driver: { name: "scanner" }, extensions: [{ name: "none" }, { name: "more", rules: [{ id: "r0" }, rule] }] }
    : { driver: { name: "scanner", rules: [rule] } };
  return { version: "2.1.0", runs: [{ tool, results: [result] }] };
};
const counts = (content: unknown): string => {
  const answer = readAs("sarif", content);
  if (answer.kind !== "present" || answer.value.kind !== "findings") return JSON.stringify(answer);
  const { critical, high, medium, low } = answer.value;
  return [critical, high, medium, low].join(" ");
};
const scored = (score: unknown) => ({ properties: { "security-severity": score } });

describe("a SARIF report", () => {
  it.each<readonly [string, unknown, string]>([
    [
      "a score of its own before that of its rule",
      report({ ruleId: "r1", ...scored("2.0") }, { id: "r1", ...scored(9) }),
      "0 0 0 1",
    ],
    [
      "the score of its rule before its level",
      report({ ruleId: "r1", level: "note" }, { id: "r1", ...scored("7") }),
      "0 1 0 0",
    ],
    ["the rule by its object", report({ rule: { id: "r1" } }, { id: "r1", ...scored(7) }), "0 1 0 0"],
    [
      "the rule by its name before its object",
      report({ ruleId: "r1", rule: { id: "r2" } }, { id: "r1", ...scored(7) }),
      "0 1 0 0",
    ],
    ["a rule of an extension", report({ ruleId: "r1" }, { id: "r1", ...scored(7) }, true), "0 1 0 0"],
    [
      "the level of its rule where it has none",
      report({ ruleId: "r1" }, { id: "r1", defaultConfiguration: { level: "error" } }),
      "1 0 0 0",
    ],
    [
      "its own level before that of its rule",
      report({ ruleId: "r1", level: "note" }, { id: "r1", defaultConfiguration: { level: "error" } }),
      "0 0 0 1",
    ],
    [
      "a rule that says nothing",
      report({ ruleId: "r1", properties: {} }, { id: "r1", properties: {}, defaultConfiguration: {} }),
      "0 0 1 0",
    ],
    ["a rule that has a name only", report({ ruleId: "r1" }, { id: "r1" }), "0 0 1 0"],
    ["no rule at all", report({ rule: {} }), "0 0 1 0"],
    ["a rule that the report lacks", report({ ruleId: "r9", level: "error" }), "1 0 0 0"],
    ["a score of nothing as no finding", report({ level: "error", ...scored(0) }), "0 0 0 0"],
    ["what is open", report({ kind: "open", level: "error" }), "1 0 0 0"],
    ["what wants a review", report({ kind: "review", level: "error" }), "1 0 0 0"],
    ["what failed", report({ kind: "fail", level: "error" }), "1 0 0 0"],
    ["nothing that is merely said", report({ kind: "informational", level: "error" }), "0 0 0 0"],
    ["nothing that does not apply", report({ kind: "notApplicable", level: "error" }), "0 0 0 0"],
  ])("counts %s", (_, content, expected) => {
    expect(counts(content)).toBe(expected);
  });

  it("names each tool once, and counts the findings of all runs", () => {
    const other = putAt(sarif("warning"), "runs.0.tool.driver.name", "linter");
    const runs = [run(sarif("error")), run(other), run(sarif("note"))];
    expect(readAs("sarif", { version: "2.1.0", runs })).toEqual({
      kind: "present",
      value: { kind: "findings", tool: "scanner, linter", critical: 1, high: 0, medium: 1, low: 1 },
    });
  });

  it("is refused when one of several attempts did not run to its end, or one of several tools", () => {
    const attempts = [{ executionSuccessful: true }, { executionSuccessful: false }];
    const text = "says that scanner did not run to its end";
    expect(refusal("sarif", putAt(sarif(), "runs.0.invocations", attempts))).toBe(text);
    const runs = [
      run(putAt(sarif(), "runs.0.tool.driver.name", "linter")),
      run(putAt(sarif(), "runs.0.invocations", attempts)),
    ];
    expect(refusal("sarif", { version: "2.1.0", runs })).toBe(text);
    expect(counts(putAt(sarif(), "runs.0.invocations", []))).toBe("0 0 0 0");
  });

  const full = report(
    { ruleId: "r1", rule: { id: "r1" }, level: "note", kind: "fail", ...scored(1) },
    { id: "r1", ...scored(1), defaultConfiguration: { level: "note" } },
  );
  it.each([
    ["runs.0.tool.driver", {}],
    ["runs.0.tool.driver.rules.0", {}],
    ["runs.0.tool.driver.rules.0.defaultConfiguration.level", 1],
    ["runs.0.tool.driver.rules.0.properties.security-severity", "x"],
    ["runs.0.tool.extensions", [{}]],
    ["runs.0.invocations", [{}]],
    ["runs.0.results", undefined],
    ["runs.0.results.0.ruleId", 1],
    ["runs.0.results.0.rule.id", 1],
    ["runs.0.results.0.level", "fatal"],
    ["runs.0.results.0.kind", 1],
    ["runs.0.results.0.properties.security-severity", "x"],
  ])("is refused with another %s, by its name", (path, value) => {
    expect(counts(full)).toBe("0 0 0 1");
    expect(refusal("sarif", putAt(full, path, value))).toMatch(new RegExp(`^${path.replaceAll(".", "\\.")}[^ ]*: `));
  });
});

describe("the findings of a SARIF report", () => {
  const rule = (score: string) =>
    putAt(
      putAt(sarif("note"), "runs.0.tool.driver.rules", [{ id: "r1", properties: { "security-severity": score } }]),
      "runs.0.results.0.level",
      undefined,
    );
  it.each([
    ["levels", sarif("error", "warning", "note", "none"), "1 0 1 1"],
    ["a result without a level as a warning", putAt(sarif("error"), "runs.0.results.0.level", undefined), "0 0 1 0"],
    ["a score of 9.0 as critical", rule("9.0"), "1 0 0 0"],
    ["a score of 8.9 as high", rule("8.9"), "0 1 0 0"],
    ["a score of 6.9 as medium", rule("6.9"), "0 0 1 0"],
    ["a score of 3.9 as low", rule("3.9"), "0 0 0 1"],
    ["a score out of range as critical", rule("11"), "1 0 0 0"],
    ["a result that passed as nothing", putAt(sarif("error"), "runs.0.results.0.kind", "pass"), "0 0 0 0"],
    [
      "a suppressed result all the same",
      putAt(sarif("error"), "runs.0.results.0.suppressions", [{ kind: "inSource" }]),
      "1 0 0 0",
    ],
  ])("counts %s", (_, content, expected) => {
    expect(counts(content)).toBe(expected);
  });

  it.each([
    [
      "a tool that did not finish",
      putAt(sarif(), "runs.0.invocations.0.executionSuccessful", false),
      "says that scanner did not run to its end",
    ],
    ["no run", putAt(sarif(), "runs", []), "runs: Too small: expected array to have >=1 items"],
    ["another version", putAt(sarif(), "version", "2.0.0"), 'version: Invalid input: expected "2.1.0"'],
    [
      "a score that is no number",
      rule("high"),
      "runs.0.tool.driver.rules.0.properties.security-severity: Invalid input: expected number, received NaN",
    ],
  ])("refuses %s", (_, content, text) => {
    expect(refusal("sarif", content)).toBe(text);
  });
});
