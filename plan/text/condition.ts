import type { z } from "zod";
import type { Condition as ConditionSchema, Limit as LimitSchema, Trigger as TriggerSchema } from "../limit";
import type { MetricUnit } from "../metric-unit";
import { bytesOf, bytesUnits } from "./amount";
import { durationPattern, secondsOf } from "./duration";
import { metricName } from "./metric-text";
import { numberPattern, plainNumber, wholeNumber } from "./number-text";
import { unitText } from "./unit-text";

type Condition = z.input<typeof ConditionSchema>;
type Limit = z.input<typeof LimitSchema>;
type Trigger = z.input<typeof TriggerSchema>;

const operators = { below: "below", above: "above", "at most": "at-most", "at least": "at-least" } as const;
const window = `(?: for ${durationPattern})?(?: within ${durationPattern})?`;
const level = `(below|above|at most|at least) (${numberPattern})(?: ?(%|ms|milliseconds?|s|seconds?|min|minutes?|h|hours?|a minute|(?:${bytesUnits}) a second))?`;
const growth = `grows (${numberPattern}) ?% an hour`;
const counted = "none|(\\d{1,7}) of (\\d{1,7})";
const conditionText = `(?:${level}|${growth}|${counted})${window}`;
const comparisonText = `within (${numberPattern}) ?% of (staging|stable)`;

const example = 'such as "above 2 % for 5 minutes", "below 500 ms", "grows 2 % an hour", "45 of 45" or "none"';

function measured(amount: string, unit: string | undefined): { value: number; unit: MetricUnit } | undefined {
  if (unit === undefined) return { value: plainNumber(amount), unit: "number" };
  if (unit === "%") return { value: plainNumber(amount), unit: "percent" };
  if (unit === "a minute") return { value: plainNumber(amount), unit: "per-minute" };
  if (unit.endsWith(" a second")) {
    const value = bytesOf(amount, unit.replace(" a second", ""));
    return value === undefined ? undefined : { value, unit: "bytes-per-second" };
  }
  const value = Number(amount) === 0 ? 0 : secondsOf(amount, unit);
  return value === undefined ? undefined : { value, unit: "seconds" };
}

function threshold(groups: readonly (string | undefined)[]): Condition | undefined {
  const [, word, amount, unit, grows, some, all] = groups;
  if (grows !== undefined) return { operator: "grows", value: plainNumber(grows), unit: "percent-per-hour" };
  if (some !== undefined) {
    const [value, outOf] = [wholeNumber(some), wholeNumber(all)];
    if (value === undefined || outOf === undefined || value > outOf || outOf === 0) return undefined;
    return { operator: "at-least", value, unit: "number", outOf };
  }
  if (word === undefined || amount === undefined) return { operator: "at-most", value: 0, unit: "number" };
  const value = measured(amount, unit);
  return value && { operator: operators[word as keyof typeof operators], ...value };
}

function readCondition(text: string): Condition | undefined {
  const groups = new RegExp(`^${conditionText}$`).exec(text);
  const found = groups ? threshold(groups) : undefined;
  if (!groups || !found) return undefined;
  const [forAmount, forUnit, withinAmount, withinUnit] = groups.slice(7);
  const forSeconds = secondsOf(forAmount, forUnit);
  const withinSeconds = secondsOf(withinAmount, withinUnit);
  if ((forAmount !== undefined && forSeconds === undefined) || (withinAmount !== undefined && !withinSeconds))
    return undefined;
  return { ...found, ...(forSeconds && { forSeconds }), ...(withinSeconds && { withinSeconds }) };
}

/** A threshold without its metric, e.g. `above 1 %` or `above 85 % within 1 hour`. */
export const condition = unitText<Condition>({
  what: `a threshold ${example}`,
  pattern: new RegExp(`^${conditionText}$`),
  read: readCondition,
});

/** A limit without its metric: a threshold, or a comparison such as `within 10 % of staging`. */
export const limitText = unitText<DistributiveOmit<Limit, "metric">>({
  what: `a threshold ${example}, or a comparison such as "within 10 % of staging" or "within 10 % of stable"`,
  pattern: new RegExp(`^(?:${comparisonText}|${conditionText})$`),
  read: (text) => {
    const [, share, baseline] = new RegExp(`^${comparisonText}$`).exec(text) ?? [];
    if (share !== undefined && (baseline === "staging" || baseline === "stable")) {
      return { kind: "comparison", withinPercent: plainNumber(share), baseline };
    }
    const found = readCondition(text);
    return found && { kind: "threshold", ...found };
  },
});

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const sentence = new RegExp(`^([A-Za-z0-9][A-Za-z0-9 -]{0,59}?) (${conditionText})$`);

/** A whole sentence of trouble, e.g. `error rate above 2 % for 5 minutes`. */
export const trigger = unitText<Trigger>({
  what: 'a metric and a threshold, such as "error rate above 2 % for 5 minutes" or "any tool failure rate above 50 %"',
  pattern: sentence,
  read: (text) => {
    const [, metric, rest] = sentence.exec(text) ?? [];
    const found = rest === undefined ? undefined : readCondition(rest);
    return found && metric !== undefined ? { metric: metricName(metric), ...found } : undefined;
  },
});
