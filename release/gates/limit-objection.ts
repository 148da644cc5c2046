import type { Limit } from "../../plan/limit";
import { limitHolds } from "../threshold";

/** A limit that holds one value against a threshold. */
export type Threshold = Extract<Limit, { readonly kind: "threshold" }>;

/** Why a value does not keep a limit, in the words of the plan, or nothing. */
export function limitObjection(limit: Threshold, value: number): string | undefined {
  return limitHolds(limit, value) === "true" ? undefined : `${limitText(limit)}, got ${valueText(value, limit.unit)}`;
}

/** A limit as the plan says it: `error rate must be below 0.5 %`. */
export const limitText = ({ metric, operator, value, unit }: Threshold): string =>
  `${metric} must ${operator === "grows" ? "grow by less than" : `be ${operator.replace("-", " ")}`} ${valueText(value, unit)}`;

const symbols: Readonly<Record<Threshold["unit"], string>> = {
  percent: " %",
  seconds: " s",
  number: "",
  "per-minute": " a minute",
  "bytes-per-second": " bytes a second",
  "percent-per-hour": " % an hour",
};

/** A value with its unit, rounded to what a person reads. */
export const valueText = (value: number, unit: Threshold["unit"]): string =>
  `${Number.isFinite(value) ? Number(value.toPrecision(6)) : String(value)}${symbols[unit]}`;
