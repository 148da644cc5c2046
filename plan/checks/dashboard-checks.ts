import { metricNames, metricOf } from "../metric";
import { givenBoards, panelWords } from "../panel-word";
import type { SparsePlan } from "../plan";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import { allowedWords } from "../suggestion";
import { listed } from "./listed";
import { addedMetrics } from "./measure";

type Sparse = Salvaged<SparsePlan>;

/** Boards named like one that every system has, and panels of what nobody measures. */
export function dashboardChecks(plan: Sparse): readonly Problem[] {
  return listed(plan.dashboards).flatMap(([{ name, panels }, at]) => [
    ...nameProblems(name, `dashboards[${at}].name`),
    ...listed(panels).flatMap(([panel, of]) => panelProblems(plan, panel, `dashboards[${at}].panels[${of}]`)),
  ]);
}

function nameProblems(name: string | undefined, path: string): readonly Problem[] {
  if (name === undefined) return [];
  if (!/[a-z0-9]/i.test(name))
    return [{ path, problem: "must hold a letter or a digit: it becomes an address", got: `"${name}"` }];
  if (!givenBoards.some((given) => given === name.toLowerCase())) return [];
  const problem = `must not be the name of a board that every system has (${givenBoards.join(", ")})`;
  return [{ path, problem, got: `"${name}"` }];
}

function panelProblems(plan: Sparse, panel: string, path: string): readonly Problem[] {
  const added = addedMetrics(plan);
  if (panelWords.some((word) => word === panel)) return [];
  const metric = metricOf(panel, added);
  if (metric?.source === "series") return [];
  const got = `"${panel}"`;
  if (metric !== undefined) return [{ path, problem: "must be measured, and this is reported by people", got }];
  const measured = metricNames.filter((name) => metricOf(name)?.source === "series");
  const allowed = allowedWords(panel, [...panelWords, ...added.map(({ name }) => name), ...measured]);
  return [{ path, problem: `must be a word of dashboards or a metric${allowed}`, got }];
}
