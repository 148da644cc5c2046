import { stringify } from "yaml";

/** One series that the rules read: its samples from second 0 on, one a step. `stale` ends it. */
export interface InputSeries {
  readonly series: string;
  readonly values: readonly (number | "stale")[];
}

/** Which series of an alert fire at a time. */
export interface Check {
  readonly seconds: number;
  readonly alert: string;
  /** The labels of each that fires; none means silence. */
  readonly firing: readonly Readonly<Record<string, string>>[];
}

/** A history of series, and what must be heard of it when. */
export interface RuleCase {
  readonly name: string;
  readonly series: readonly InputSeries[];
  readonly checks: readonly Check[];
}

/** A file for `promtool test rules` that asks Prometheus' own record of what fires. */
export function testFile(
  rules: string,
  stepSeconds: number,
  cases: readonly RuleCase[],
  groups: readonly string[],
): string {
  const step = `${stepSeconds}s`;
  return stringify(
    {
      rule_files: [rules],
      evaluation_interval: step,
      group_eval_order: groups,
      tests: cases.map(({ name, series, checks }) => ({
        name,
        interval: step,
        input_series: series.map((one) => ({ series: one.series, values: one.values.join(" ") })),
        promql_expr_test: checks.map(({ seconds, alert, firing }) => ({
          expr: `ALERTS{alertname="${alert}",alertstate="firing"}`,
          eval_time: `${seconds}s`,
          exp_samples: firing.map((labels) => ({
            labels: `ALERTS${selectorOf({ alertname: alert, alertstate: "firing", ...labels })}`,
            value: 1,
          })),
        })),
      })),
    },
    { lineWidth: 0 },
  );
}

/** Labels as a series writes them. */
export const selectorOf = (labels: Readonly<Record<string, string>>): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",")}}`;

/** Where counters begin: Prometheus takes the first steps of one that begins at nothing for less than they are. */
const begin = 1_000_000;

/** The samples of a counter that grows by the given amounts, one a step. It has counted before. */
export function counter(increments: readonly number[]): readonly number[] {
  let sum = begin;
  return [sum, ...increments.map((each) => (sum += each))];
}

/** As many equal values. */
export const steady = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
