import type { SparsePlan } from "../plan";
import { spokenDuration } from "../spoken-duration";
import type { Problem } from "../problem";
import type { Salvaged } from "../salvage";
import type { ResponseTime } from "../watch";
import { listed } from "./listed";

type Sparse = Salvaged<SparsePlan>;
type Bound = number | undefined;
type Order = readonly [path: string, value: Bound, rule: string, bound: Bound, limit?: "strict"];

/** Durations that only make sense in an order: backups, soaks on staging, answers of those on call, checks. */
export function storeChecks(plan: Sparse): readonly Problem[] {
  const { backup, staging } = plan;
  const orders: readonly Order[] = [
    ["backup.every", backup?.everySeconds, "must be at most the recovery point", backup?.recoveryPointSeconds],
    ["backup.every", backup?.everySeconds, "must be shorter than backups are kept", backup?.keepSeconds, "strict"],
    [
      "backup.recovery time",
      backup?.recoveryTimeSeconds,
      "must be shorter than backups are kept",
      backup?.keepSeconds,
      "strict",
    ],
    ["staging.soak", staging?.soakSeconds, 'must be at most "soak up to"', staging?.soakUpToSeconds],
    ["on-call.page", answer(plan.onCall?.page), "must be no slower than a warning", answer(plan.onCall?.warn)],
    ["on-call.warn", answer(plan.onCall?.warn), "must be no slower than a note", answer(plan.onCall?.info)],
    ...checkOrders(plan),
  ];
  return orders.flatMap(([path, value, rule, bound, limit]) => {
    if (value === undefined || bound === undefined || value < bound || (value === bound && limit !== "strict"))
      return [];
    return [{ path, problem: `${rule}, ${said(bound)}`, got: said(value) }];
  });
}

const nextBusinessDaySeconds = Infinity;

function said(seconds: number): string {
  return Number.isFinite(seconds) ? spokenDuration(seconds) : "the next business day";
}

function answer(time: Salvaged<ResponseTime> | undefined): number | undefined {
  if (time === undefined) return undefined;
  return time.kind === "within" ? time.seconds : nextBusinessDaySeconds;
}

function checkOrders(plan: Sparse): readonly Order[] {
  const lists = [
    ...listed(plan.phases).map(([phase, at]) => [`phases[${at}].checks`, phase.checks] as const),
    ["staging.checks", plan.staging?.checks] as const,
    ["aftercare", plan.aftercare] as const,
  ];
  return lists.flatMap(([path, checks]) =>
    listed(checks).map(([{ every, forFirstSeconds }, at]): Order => {
      return [`${path}[${at}].every`, every?.atMostSeconds, 'must be at most "for the first"', forFirstSeconds];
    }),
  );
}
