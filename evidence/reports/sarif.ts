import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { Findings } from "./measured";
import { countSeverities, severityOf, type Severity } from "./severity";

const scored = z.looseObject({ "security-severity": z.coerce.number().optional() }).optional();
const Rule = z.looseObject({
  id: z.string(),
  properties: scored,
  defaultConfiguration: z.looseObject({ level: z.string().optional() }).optional(),
});
const Component = z.looseObject({ name: z.string(), rules: z.array(Rule).optional() });
const Result = z.looseObject({
  ruleId: z.string().optional(),
  rule: z.looseObject({ id: z.string().optional() }).optional(),
  level: z.enum(["none", "note", "warning", "error"]).optional(),
  kind: z.string().optional(),
  properties: scored,
});
const Run = z.looseObject({
  tool: z.looseObject({ driver: Component, extensions: z.array(Component).optional() }),
  invocations: z.array(z.looseObject({ executionSuccessful: z.boolean() })).optional(),
  results: z.array(Result),
});
const Sarif = z.looseObject({ version: z.literal("2.1.0"), runs: z.array(Run).min(1) });

type Run = z.infer<typeof Run>;
type Result = z.infer<typeof Result>;

/**
 * Counts the findings of a SARIF 2.1.0 report. `security-severity` is read as GitHub reads it; without one an `error` is
 * critical, since a tool that has no scores has no worse word. Suppressed results count: an exception is a waiver, which is signed.
 */
export function readSarif(bytes: Uint8Array): Parsed<Findings> {
  const report = parseJsonReport(bytes, Sarif);
  if (report.kind === "invalid") return report;
  const { runs } = report.value;
  const failed = runs.find(({ invocations }) => invocations?.some(({ executionSuccessful }) => !executionSuccessful));
  if (failed !== undefined)
    return { kind: "invalid", reason: `says that ${failed.tool.driver.name} did not run to its end` };
  const severities = runs.flatMap((run) => {
    const rules = rulesOf(run);
    return run.results.map((result) => resultSeverity(result, rules));
  });
  const tool = [...new Set(runs.map((run) => run.tool.driver.name))].join(", ");
  return { kind: "present", value: { kind: "findings", tool, ...countSeverities(severities) } };
}

const rulesOf = ({ tool }: Run): ReadonlyMap<string, z.infer<typeof Rule>> =>
  new Map(
    [tool.driver, ...(tool.extensions ?? [])].flatMap(({ rules }) => (rules ?? []).map((rule) => [rule.id, rule])),
  );

function resultSeverity(result: Result, rules: ReadonlyMap<string, z.infer<typeof Rule>>): Severity | undefined {
  if (!findsSomething.includes(result.kind ?? "fail")) return undefined;
  const rule = rules.get(result.ruleId ?? result.rule?.id ?? "");
  const score = result.properties?.["security-severity"] ?? rule?.properties?.["security-severity"];
  return score === undefined ? levelSeverity(result.level ?? rule?.defaultConfiguration?.level) : severityOf(score);
}

/** Kinds of result that say that something is or may be wrong; the others are "pass", "notApplicable" and "informational". */
const findsSomething: readonly string[] = ["fail", "open", "review"];

/** The level of a result without one is `warning`, as the specification says. */
function levelSeverity(level = "warning"): Severity | undefined {
  if (level === "none") return undefined;
  if (level === "note") return "low";
  return level === "warning" ? "medium" : "critical";
}
