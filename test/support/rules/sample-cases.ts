import type { Expected, RulePlace } from "./threshold-cases";
import { firingLabels, nameOf } from "./threshold-cases";
import { counter, selectorOf, steady, type RuleCase } from "./rule-case";

const stepSeconds = 15;
const steps = 60;

/** Shares of few requests: one failure that is far above the limit and says nothing, and failures that are no accident however few requests there were. */
export function sampleCases(expected: Expected, place: RulePlace): readonly RuleCase[] {
  const alert = nameOf(expected);
  const service = place.plan.services[0]?.name ?? "";
  const labels = { namespace: place.namespace, service, track: "candidate" };
  const series = (good: readonly number[], bad: readonly number[]) => [
    { series: `http_requests_total${selectorOf({ ...labels, code: "200" })}`, values: counter(good) },
    { series: `http_requests_total${selectorOf({ ...labels, code: "500" })}`, values: counter(bad) },
  ];
  const oneBad = [...steady(30, 0), 1, ...steady(steps - 31, 0)];
  const silent = Array.from({ length: steps }, (_, at) => ({ seconds: at * stepSeconds, alert, firing: [] }));
  const end = steps * stepSeconds;
  return [
    { name: `${alert}: one failure among few`, series: series(steady(steps, 1), oneBad), checks: silent },
    {
      name: `${alert}: few requests, all failing`,
      series: series(steady(steps, 0), steady(steps, 1)),
      checks: [{ seconds: end, alert, firing: [firingLabels(expected, place, "candidate")] }],
    },
    {
      name: `${alert}: no requests`,
      series: series(steady(steps, 0), steady(steps, 0)),
      checks: [{ seconds: end, alert, firing: [] }],
    },
  ];
}
