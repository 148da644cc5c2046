import { counter, selectorOf, steady, type RuleCase } from "./rule-case";
import type { RulePlace } from "./threshold-cases";

const stepSeconds = 15;
/** A day is looked at every five minutes: 20 steps each. */
const blockSteps = 20;
const blocks = 288;

/** Usage that goes up and down, as it does on any day. */
const usual = Array.from({ length: blocks - 1 }, (_, at) => (at % 2 === 0 ? 100_000 : 120_000));

/** The usage that lies so many standard deviations above the usual. */
function unusual(deviations: number): number {
  const mean = usual.reduce((sum, each) => sum + each, 0) / usual.length;
  const variance = usual.reduce((sum, each) => sum + (each - mean) ** 2, 0) / usual.length;
  return mean + deviations * Math.sqrt(variance);
}

/** Unusual use: silent a hundredth below the plan's limit, heard a hundredth above it, and not before its five minutes are full of it. */
export function anomalyCases({ plan, namespace }: RulePlace, limit: number): readonly RuleCase[] {
  const service = plan.services[0]?.name ?? "";
  const alert = "UsageAnomalyInfo";
  const series = (deviations: number) => [
    {
      series: `http_requests_total${selectorOf({ namespace, service, track: "stable", code: "200" })}`,
      values: counter([...usual, unusual(deviations)].flatMap((each) => steady(blockSteps, each))),
    },
  ];
  const end = blocks * blockSteps * stepSeconds;
  // Five minutes hold 20 samples, so 19 steps from one to the next.
  const fires = end - stepSeconds;
  const firing = [{ namespace, system: plan.system, severity: "info", metric: "usage anomaly", service }];
  return [
    {
      name: `${alert}: just below the limit`,
      series: series(limit * 0.99),
      checks: [{ seconds: end, alert, firing: [] }],
    },
    {
      name: `${alert}: just above the limit`,
      series: series(limit * 1.01),
      checks: [
        { seconds: fires - stepSeconds, alert, firing: [] },
        { seconds: fires, alert, firing },
        { seconds: end, alert, firing },
      ],
    },
  ];
}
