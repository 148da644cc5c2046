import { stories } from "./history";
import type { Check, RuleCase } from "./rule-case";
import type { RulePlace } from "./threshold-cases";

const stepSeconds = 15;

/** A page that goes on: nobody else hears of it before the plan's time to answer is over, and the decision is due when the time to look for the cause is. */
export function escalationCase({ plan, namespace }: RulePlace): RuleCase {
  const story = stories["memory"];
  const error = stories["error rate"];
  const [metric, alert, limit] =
    plan.system === "proofile"
      ? (["memory", "MemoryPage", 90] as const)
      : (["error rate", "ErrorRatePage", 1] as const);
  if (story === undefined || error === undefined) throw new Error("must have a story of both");
  const labels = { namespace, service: plan.services[0]?.name ?? "", track: "stable" };
  const history = { metric, plan, labels, healthySteps: 40, value: limit * 5, steps: 80, stepSeconds };
  // Half of the limit's excess is seen in the first sample, a fifth of a window of errors in the first four.
  const fires = (40 + (metric === "memory" ? 1 : 4)) * stepSeconds;
  const firing = [{ namespace, system: plan.system, severity: "escalation", about: alert }];
  const { page, investigateSeconds } = plan.onCall;
  const due = (name: string, seconds: number): readonly Check[] => [
    { seconds: fires + seconds - stepSeconds, alert: name, firing: [] },
    { seconds: fires + seconds, alert: name, firing },
  ];
  return {
    name: "a page stays open",
    series: (metric === "memory" ? story : error)(history),
    checks: [
      ...(page.kind === "within" ? due("PageStillOpen", page.seconds) : []),
      ...(investigateSeconds === undefined ? [] : due("DecisionDue", investigateSeconds)),
    ],
  };
}
