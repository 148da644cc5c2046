import type { Condition } from "../../plan/limit";
import { durationText } from "../gates/duration-text";
import { valueText } from "../gates/limit-objection";

/** A condition in the words of the plan: `above 2 % for 5 minutes`. */
export function conditionText({ operator, value, unit, forSeconds, withinSeconds }: Condition): string {
  const level =
    operator === "grows"
      ? `grows by more than ${valueText(value, unit)}`
      : `${operator.replace("-", " ")} ${valueText(value, unit)}`;
  const lasting = forSeconds > 0 ? ` for ${durationText(forSeconds)}` : "";
  return `${level}${lasting}${withinSeconds === undefined ? "" : ` within ${durationText(withinSeconds)}`}`;
}
