import { describe, expect, it } from "vitest";
import { pathText, problemLine, shown } from "../../plan/problem";

describe("a problem", () => {
  it("is one line, whatever stands in it", () => {
    expect(problemLine({ path: "a", problem: "must be\n  b", got: '"c"' })).toBe('a: must be b, got "c"');
    expect(problemLine({ path: "", problem: "is empty" })).toBe("is empty");
  });

  it("names its place as one would say it", () => {
    expect(pathText(["phases", 1, "advance when", "error rate"])).toBe("phases[1].advance when.error rate");
    expect(pathText([0])).toBe("[0]");
    expect(pathText(["a".repeat(100)])).toBe(`${"a".repeat(59)}…`);
  });

  it.each([
    [null, "nothing"],
    [[1, 2], "a list of 2"],
    [{ a: 1 }, "a mapping"],
    [5, "5"],
    [true, "true"],
    ["a\nb", '"a\\nb"'],
    ["a b ".repeat(30), `"${"a b ".repeat(30).slice(0, 59)}…"`],
    [["postgres://u", ":pw@h/d"].join(""), "a text that looks like a credential"],
  ])("shows %j as %s", (value, text) => {
    expect(shown(value)).toBe(text);
  });
});
