import type { Limit } from "../../plan/limit";

/** A limit that holds one value against a threshold. */
export type Threshold = Extract<Limit, { readonly kind: "threshold" }>;

/** Whether a value is on the side that the limit asks for. A value that is no number is on neither. */
export function holds({ operator, value: bound }: Pick<Threshold, "operator" | "value">, value: number): boolean {
  switch (operator) {
    case "below":
      return value < bound;
    case "above":
      return value > bound;
    case "at-most":
      return value <= bound;
    case "at-least":
      return value >= bound;
    case "grows":
      return value < bound;
    default:
      operator satisfies never;
      return false;
  }
}

/** Why a value does not keep a limit, in the words of the plan, or nothing. */
export function limitObjection(limit: Threshold, value: number): string | undefined {
  return holds(limit, value) ? undefined : `${limitText(limit)}, got ${valueText(value, limit.unit)}`;
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
