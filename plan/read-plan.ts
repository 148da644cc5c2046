import { checkPlan } from "./check-plan";
import { literalCredentials } from "./literal-credential";
import { Plan } from "./plan";
import type { SparsePlan } from "./plan";
import { planHash } from "./plan-hash";
import { rehearsed } from "./rehearsed";
import type { Problem } from "./problem";
import { salvage } from "./salvage";
import type { Salvaged } from "./salvage";
import { schemaProblems } from "./schema-problem";
import { writtenPlan } from "./written/written-plan";
import { readYaml } from "./yaml-text";

/** A plan that can be used, or everything that is wrong with it. */
export type PlanReading =
  | { readonly kind: "valid"; readonly plan: Plan; readonly hash: string }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/** Reads the text of a `plan.yaml`. It never throws, and finds every problem at once, in the order of the text. */
export function readPlan(text: string): PlanReading {
  const { value, problems: yamlProblems, lines } = readYaml(text);
  if (value === undefined) return { kind: "invalid", problems: yamlProblems };
  const literals = literalCredentials(value);
  const told = new Set([...yamlProblems, ...literals].map(({ path }) => path));
  const schema = schemaProblems(writtenPlan, value).filter(({ path }) => !told.has(path));
  const checks = checkPlan((salvage(writtenPlan, value) ?? {}) as Salvaged<SparsePlan>);
  const problems = [...yamlProblems, ...literals, ...schema, ...checks];
  if (problems.length > 0) return { kind: "invalid", problems: inOrder(problems, lines) };
  const sparse: SparsePlan = writtenPlan.parse(value);
  return { kind: "valid", plan: complete(sparse), hash: planHash(sparse) };
}

/** Fills in every default. This is the one place where defaults come from, and it comes after hashing. */
export function complete(plan: SparsePlan): Plan {
  return rehearsed(Plan.parse(plan));
}

function inOrder(problems: readonly Problem[], lines: ReadonlyMap<string, number>): readonly Problem[] {
  const placed = problems.map((problem) => ({ line: lineOf(problem.path, lines), ...problem }));
  return placed.sort((a, b) => a.line - b.line);
}

/** The line of a path, or of the nearest place around it that stands in the text. */
function lineOf(path: string, lines: ReadonlyMap<string, number>): number {
  for (
    let place = path;
    place !== "";
    place = place.slice(0, Math.max(place.lastIndexOf("."), place.lastIndexOf("["), 0))
  ) {
    const line = lines.get(place);
    if (line !== undefined) return line;
  }
  return 1;
}
