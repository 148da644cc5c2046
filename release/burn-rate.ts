/** The days over which an error budget is counted. */
export type BudgetDays = 7 | 28 | 30;

/** One alert of a multi-window, multi-burn-rate set: it fires while the error ratio is above the rate in both windows. */
export interface BurnRate {
  readonly severity: "page" | "ticket";
  /** The window that shows the harm, in seconds. */
  readonly longSeconds: number;
  /** The window that ends the alert soon after the harm has ended, in seconds. */
  readonly shortSeconds: number;
  /** How much of the budget is gone when the alert fires, in percent. */
  readonly budgetPercent: number;
  /** How many times as fast as the budget allows the errors come. */
  readonly factor: number;
}

type Window = Omit<BurnRate, "factor">;

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Two to page for, two for the next working day, from the fastest to the slowest. */
const windows = (budgetPercent: readonly [number, number, number, number]): readonly Window[] => [
  { severity: "page", longSeconds: hour, shortSeconds: 5 * minute, budgetPercent: budgetPercent[0] },
  { severity: "page", longSeconds: 6 * hour, shortSeconds: 30 * minute, budgetPercent: budgetPercent[1] },
  { severity: "ticket", longSeconds: day, shortSeconds: 2 * hour, budgetPercent: budgetPercent[2] },
  { severity: "ticket", longSeconds: 3 * day, shortSeconds: 6 * hour, budgetPercent: budgetPercent[3] },
];

/**
 * Budget shares by period. 28 and 30 days: Google's SRE Workbook, "Alerting on SLOs", table 5-8. 7 days: the windows that Sloth publishes for a week
 * (github.com/slok/sloth v0.12.0, `examples/windows/7d.yaml`), because two percent of a week's budget would page for single requests.
 */
const table: Readonly<Record<BudgetDays, readonly Window[]>> = {
  7: windows([8, 12.5, 20, 42]),
  28: windows([2, 5, 10, 10]),
  30: windows([2, 5, 10, 10]),
};

/**
 * The four burn rates of a period. `factor` = share of the budget × period ÷ long window: a budget that is spent evenly burns at 1.
 */
export const burnRates = (days: BudgetDays): readonly BurnRate[] =>
  table[days].map((window) => ({
    ...window,
    factor: (window.budgetPercent / 100) * ((days * day) / window.longSeconds),
  }));

/**
 * The error ratio, from 0 to 1, above which the alert fires. `objectivePercent` is what must succeed, above 0 and below 100.
 * A ratio of 1 or more cannot be exceeded: such an alert never fires, and the answer is undefined.
 */
export function errorRatioLimit({ factor }: BurnRate, objectivePercent: number): number | undefined {
  const ratio = factor * (1 - objectivePercent / 100);
  return objectivePercent > 0 && ratio > 0 && ratio < 1 ? ratio : undefined;
}

/** Whether the alert fires for these error ratios. Exactly at the limit it does not; a window without a measurement gives unknown. */
export function burns(
  rate: BurnRate,
  objectivePercent: number,
  ratio: { readonly long: number | undefined; readonly short: number | undefined },
): boolean | "unknown" {
  const limit = errorRatioLimit(rate, objectivePercent);
  if (limit === undefined) return false;
  if (!isMeasured(ratio.long) || !isMeasured(ratio.short)) return "unknown";
  return ratio.long > limit && ratio.short > limit;
}

const isMeasured = (ratio: number | undefined): ratio is number => ratio !== undefined && ratio >= 0 && ratio <= 1;
