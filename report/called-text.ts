import type { Plan } from "../plan/plan";
import { durationText } from "../release/gates/duration-text";
import type { AlertRule } from "../release/watch/rule";

type Answer = Plan["onCall"]["page"];

const answerText = (answer: Answer): string =>
  answer.kind === "within" ? `within ${durationText(answer.seconds)}` : "on the next business day";

/** Who hears of an alert, how soon somebody answers, and what follows when nobody does. */
export function calledText({ plan, rules }: { readonly plan: Plan; readonly rules: readonly AlertRule[] }): string {
  const { onCall, rollback } = plan;
  const severity = rules[0]?.labels["severity"];
  const roles =
    onCall.roles.length === 0 ? "Whoever is on call" : `On call are ${onCall.roles.join(", ")}; one of them`;
  switch (severity) {
    case "page":
      return `${roles} answers ${answerText(onCall.page)}. ${stillOpen(plan)}`;
    case "warn":
      return `The team is told; somebody looks ${answerText(onCall.warn)}. Nobody is woken.`;
    case "info":
      return `It is noted, and read ${answerText(onCall.info)}. Nobody is woken.`;
    case "escalation":
      return `Whoever escalations go to in this stack${rollback.orderedBy.length === 0 ? "" : `, and ${rollback.orderedBy.join(" or ")}`}, at once.`;
    default:
      return "Nobody. It goes to a heartbeat service, which calls when it stops.";
  }
}

function stillOpen({ onCall }: Plan): string {
  const told =
    onCall.page.kind === "within"
      ? `A page that is open after ${durationText(onCall.page.seconds)} is told to others too.`
      : "";
  const decide =
    onCall.investigateSeconds === undefined
      ? ""
      : ` Look for the cause for at most ${durationText(onCall.investigateSeconds)}; then the decision to roll back is due.`;
  return `${told}${decide}`.trim();
}
