import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { namespaceOf } from "../../../contract/object-names";
import type { Plan } from "../../../plan/plan";
import { readPlan } from "../../../plan/read-plan";
import type { RuleGroup } from "../../../release/watch/rule";
import { watchRules } from "../../../release/watch/watch-rules";

/** The systems whose rules are proven. */
export const ruleSystems = ["proofile", "mcp-jira-server"] as const;

/** The plan of one of the systems. */
export function planOf(system: (typeof ruleSystems)[number]): Plan {
  const reading = readPlan(readFileSync(resolve(__dirname, `../../../systems/${system}/plan.yaml`), "utf8"));
  if (reading.kind === "invalid") throw new Error(`systems/${system}/plan.yaml: must be valid`);
  return reading.plan;
}

/** The rules of a plan's production stack in a phase, while a candidate is out. */
export const rulesOf = (plan: Plan, candidate = true): readonly RuleGroup[] =>
  watchRules({
    plan,
    namespace: namespaceOf(plan.system, "production"),
    phase: plan.phases[0]?.name ?? "",
    candidate,
    runbooks: "docs/runbooks",
  });

/** The rules of one alert: itself, and what it reads. */
export const rulesFor = (groups: readonly RuleGroup[], alert: string): readonly RuleGroup[] =>
  groups.flatMap(({ name, interval, rules }) => {
    const wanted = rules.filter((rule) => "alert" in rule && rule.alert === alert);
    const read = rules.filter(
      (rule) => "record" in rule && wanted.some(({ expr }) => expr.includes(`${rule.record}{`)),
    );
    return wanted.length === 0 ? [] : [{ name, interval, rules: [...read, ...wanted] }];
  });
