import { indicatorOf } from "./indicators";
import { watchedOf } from "./watched";
import type { Plan } from "../../plan/plan";

/** What a plan asks for that no rule can watch, one line each. */
export function watchProblems(plan: Plan): readonly string[] {
  return watchedOf(plan).flatMap(({ metric, level }) => {
    const what = level === "rollback" ? "trigger" : "alert";
    const indicator = indicatorOf(metric, plan);
    if (indicator === undefined) {
      return [
        `${what} "${metric}": must be about a metric that is measured, and this one is reported by people, got level ${level}`,
      ];
    }
    if (level !== "rollback" || indicator.labels.includes("track")) return [];
    return [
      `${what} "${metric}": must be about a metric that is measured for the candidate alone, got one of the whole system`,
    ];
  });
}
