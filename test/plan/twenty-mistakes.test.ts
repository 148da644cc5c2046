import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { twentyMistakes } from "./twenty-mistakes";

const lines = twentyMistakes().trimEnd().split("\n");

it("prints twenty lines for a plan with twenty mistakes, as committed", () => {
  expect(lines).toHaveLength(20);
  expect(twentyMistakes()).toBe(readFileSync(resolve(__dirname, "expected/twenty-mistakes.txt"), "utf8"));
});

it("names for every mistake the line that it was made on, the place and what is allowed", () => {
  const written = readFileSync(resolve(__dirname, "expected/twenty-mistakes.yaml"), "utf8").split("\n");
  const marked = written.flatMap((line, at) =>
    [...line.matchAll(/(?<=# .*)\b\d+(?= (?:a|an|no|what)\b)/g)].map(() => at + 1),
  );
  expect(lines.map((line) => Number(line.split(" ")[0]))).toEqual(marked);
  for (const line of lines) expect(line).toMatch(/^\d+ [a-z][\w[\]. ]*: .*(must|allowed: )/);
});

it("repeats no password", () => {
  expect(twentyMistakes()).not.toContain("pa55word");
});
