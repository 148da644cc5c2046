import { counter, selectorOf, steady, type RuleCase } from "./rule-case";
import type { RulePlace } from "./threshold-cases";

/** Google's SRE Workbook, table 5-8, for a month and 99.9 %: how fast, over which windows, and who hears of it. */
export const publishedBurnRates = [
  { alert: "ErrorBudgetBurn1h", factor: 14.4, longSeconds: 3600, shortSeconds: 300, severity: "page" },
  { alert: "ErrorBudgetBurn6h", factor: 6, longSeconds: 21_600, shortSeconds: 1800, severity: "page" },
  { alert: "ErrorBudgetBurn1d", factor: 3, longSeconds: 86_400, shortSeconds: 7200, severity: "info" },
  { alert: "ErrorBudgetBurn3d", factor: 1, longSeconds: 259_200, shortSeconds: 21_600, severity: "info" },
] as const;

/** One of them. */
export type PublishedBurnRate = (typeof publishedBurnRates)[number];

/** Seconds between two samples: a fifth of the short window, so that three days are as many samples as one hour. */
export const budgetStep = ({ shortSeconds }: PublishedBurnRate): number => shortSeconds / 5;
const requests = 10_000_000;

/** A burn rate at its limit, just above it, and after the errors have ended. Errors that are only just too many must fill the long window. */
export function budgetCases(rate: PublishedBurnRate, { plan, namespace }: RulePlace): readonly RuleCase[] {
  const { alert, factor, severity } = rate;
  const stepSeconds = budgetStep(rate);
  const [long, short] = [rate.longSeconds / stepSeconds, rate.shortSeconds / stepSeconds];
  const service = plan.services[0]?.name ?? "";
  const ill = long + 10;
  const series = (failed: number) => {
    const parts = [...steady(long, 0), ...steady(ill, failed), ...steady(short, 0)];
    const one = (code: string, increments: readonly number[]) => ({
      series: `http_requests_total${selectorOf({ namespace, service, track: "candidate", code })}`,
      values: counter(increments),
    });
    const good = parts.map((each) => requests - each);
    return [one("500", parts), one("200", good)];
  };
  const firing = [{ namespace, system: plan.system, severity, service }];
  // A window of n steps holds n samples, so n - 1 steps from one to the next.
  const fires = (long + long - 1) * stepSeconds;
  const ended = (long + ill) * stepSeconds;
  const limit = Math.round(requests * 0.001 * factor);
  return [
    { name: `${alert}: silent at the limit`, series: series(limit), checks: [{ seconds: ended, alert, firing: [] }] },
    {
      name: `${alert}: just above the limit`,
      series: series(limit + 1),
      checks: [
        { seconds: fires - stepSeconds, alert, firing: [] },
        { seconds: fires, alert, firing },
        { seconds: ended, alert, firing },
        { seconds: ended + short * stepSeconds, alert, firing: [] },
      ],
    },
  ];
}
