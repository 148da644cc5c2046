import type { SparsePlan } from "../plan";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import { listed } from "./listed";

type Sparse = Salvaged<SparsePlan>;

/** Windows and hours that end before they begin, or leave no hour in which anything may go up. */
export function calendarChecks(plan: Sparse): readonly Problem[] {
  const windows = listed(plan.freezeWindows).flatMap(([{ fromDate, toDate }, at]) => {
    if (fromDate === undefined || toDate === undefined || fromDate <= toDate) return [];
    return [{ path: `freeze windows[${at}].to`, problem: `must be ${fromDate} or later`, got: `"${toDate}"` }];
  });
  const { fromMinute, toMinute } = plan.allowedHours ?? {};
  if (fromMinute === undefined || toMinute === undefined || fromMinute < toMinute) return windows;
  return [
    ...windows,
    { path: "allowed hours.to", problem: `must be later than ${clock(fromMinute)}`, got: clock(toMinute) },
  ];
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
