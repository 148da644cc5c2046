import { describe, expect, it } from "vitest";
import { allowedWords, suggestion } from "../../plan/suggestion";

describe("a suggestion", () => {
  it.each([
    ["canari", ["canary", "full"], "canary"],
    ["CANARY", ["canary", "full"], "canary"],
    ["cpu", ["CPU", "disk"], "CPU"],
    ["roll-back when", ["roll back when", "when blind"], "roll back when"],
    ["xy", ["canary"], undefined],
    ["", ["a"], undefined],
    ["a".repeat(61), ["a".repeat(60)], undefined],
    ["canary", [], undefined],
  ])("for %j of %j is %j", (word, allowed, meant) => {
    expect(suggestion(word, allowed)).toBe(meant);
  });
});

describe("what is allowed", () => {
  it("names each word once, and at most sixty", () => {
    expect(allowedWords("x", ["api", "web", "api"])).toBe(" (allowed: api, web)");
    expect(allowedWords("x", [])).toBe(" (allowed: none)");
    const many = Array.from({ length: 70 }, (_, at) => `word-${at}`);
    expect(allowedWords(7, many)).toMatch(/^ \(allowed: word-0, .*, word-59 and 10 more\)$/);
  });
});
