import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { problemLine } from "../../plan/problem";
import { readPlan } from "../../plan/read-plan";

/** What reading the plan with twenty mistakes prints: the committed `expected/twenty-mistakes.txt`. */
export function twentyMistakes(): string {
  const reading = readPlan(readFileSync(resolve(__dirname, "expected/twenty-mistakes.yaml"), "utf8"));
  const problems = reading.kind === "invalid" ? reading.problems : [];
  return problems.map((problem) => `${problem.line} ${problemLine(problem)}\n`).join("");
}
