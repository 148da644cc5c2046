import type { SparsePlan } from "../plan";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import { measures, metricIn } from "./measure";
import type { Measure } from "./measure";

type Sparse = Salvaged<SparsePlan>;

/** Levels of one metric that stand in the wrong order. */
export function levelChecks(plan: Sparse): readonly Problem[] {
  const all = measures(plan);
  const alerts = all.filter(({ level }) => level !== undefined && level !== "trigger");
  const pages = alerts.filter(({ level }) => level === "page");
  const triggers = all.filter(({ level }) => level === "trigger");
  const limits = all.filter(({ path }) => path.startsWith("phases["));
  return [
    ...alerts.flatMap((later) => alerts.flatMap((earlier) => orderProblem(plan, earlier, later))),
    ...limits.flatMap((limit) => [...triggers, ...pages].flatMap((trouble) => looseLimit(plan, limit, trouble))),
  ];
}

const rank = { info: 0, warn: 1, page: 2, trigger: 3 } as const;

/** An earlier level must be reached before a later one: `warn` below `page` where lower is better, above it elsewhere. */
function orderProblem(plan: Sparse, earlier: Measure, later: Measure): readonly Problem[] {
  const sameAlert = earlier.path.replace(/\.\w+$/, "") === later.path.replace(/\.\w+$/, "");
  if (!sameAlert || !earlier.level || !later.level || rank[earlier.level] >= rank[later.level]) return [];
  const [a, b] = [earlier.condition, later.condition];
  if (!comparable(earlier, later) || a?.value === undefined || b?.value === undefined) return [];
  const lower = metricIn(plan, earlier)?.better === "lower";
  if (lower ? a.value < b.value : a.value > b.value) return [];
  const problem = `must be reached before "${later.level}": ${lower ? "below" : "above"} ${b.value}`;
  return [{ path: earlier.path, problem, got: String(a.value) }];
}

/** A limit that lets a phase go on while the same value pages somebody or rolls back says nothing. */
function looseLimit(plan: Sparse, limit: Measure, trouble: Measure): readonly Problem[] {
  if (limit.means !== "limit" || limit.metric !== trouble.metric || !comparable(limit, trouble)) return [];
  if (trouble.phase !== undefined && trouble.phase !== limit.phase) return [];
  const [a, b] = [limit.condition?.value, trouble.condition?.value];
  if (a === undefined || b === undefined) return [];
  const lower = metricIn(plan, limit)?.better === "lower";
  if (lower ? a <= b : a >= b) return [];
  const what = trouble.level === "trigger" ? "rolls back" : "pages";
  const problem = `must be at least as strict as what ${what} at ${trouble.path}, ${b}`;
  return [{ path: limit.path, problem, got: String(a) }];
}

function comparable(a: Measure, b: Measure): boolean {
  return a.condition?.unit !== undefined && a.condition.unit === b.condition?.unit;
}
