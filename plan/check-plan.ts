import { calendarChecks } from "./checks/calendar-checks";
import { dashboardChecks } from "./checks/dashboard-checks";
import { levelChecks } from "./checks/level-checks";
import { metricChecks } from "./checks/metric-checks";
import { nameChecks } from "./checks/name-checks";
import { phaseChecks } from "./checks/phase-checks";
import { proofChecks } from "./checks/proof-checks";
import { storeChecks } from "./checks/store-checks";
import type { SparsePlan } from "./plan";
import type { Problem } from "./problem";
import type { Salvaged } from "./salvage";

/** What a plan says as a whole: everything that no single key can show. Runs on whatever could be parsed. */
export function checkPlan(plan: Salvaged<SparsePlan>): readonly Problem[] {
  const names = [nameChecks, phaseChecks, dashboardChecks];
  const checks = [...names, metricChecks, levelChecks, proofChecks, storeChecks, calendarChecks];
  return checks.flatMap((check) => check(plan));
}
