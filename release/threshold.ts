import type { Condition } from "../plan/limit";

/** A condition that has been held against a measurement. A measurement that is missing, or is no number, makes it unknown, which never passes. */
export type Truth = "true" | "false" | "unknown";

/** What of a condition decides: the side and the bound. `value` is in the unit of the condition. */
export type Threshold = Pick<Condition, "operator" | "value">;

/**
 * Whether a limit holds (`advance when`): the measurement is on the side that the plan asks for. Exactly at the bound, `below` and `above` do not hold,
 * `at most` and `at least` do. `grows` limits growth: it holds while the measurement, which is growth per hour, is smaller.
 */
export const limitHolds = (limit: Threshold, measured: number | undefined): Truth =>
  truth(measured, (value) => (limit.operator === "grows" ? value < limit.value : isOnSide(limit, value)));

/**
 * Whether a trigger is reached (`roll back when`, an alert's level): the measurement is on the side that means trouble. Exactly at the bound, `above`
 * and `below` are not reached yet. `grows` is reached when the measurement, which is growth per hour, is larger.
 */
export const triggerReached = (trigger: Threshold, measured: number | undefined): Truth =>
  truth(measured, (value) => isOnSide(trigger, value));

function isOnSide({ operator, value: bound }: Threshold, value: number): boolean {
  switch (operator) {
    case "below":
      return value < bound;
    case "above":
    case "grows":
      return value > bound;
    case "at-most":
      return value <= bound;
    case "at-least":
      return value >= bound;
    default:
      return operator satisfies never;
  }
}

function truth(measured: number | undefined, holds: (value: number) => boolean): Truth {
  if (measured === undefined || !Number.isFinite(measured)) return "unknown";
  return holds(measured) ? "true" : "false";
}
