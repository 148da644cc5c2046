import type { Limit } from "../../plan/limit";
import { provingOf } from "../gates/plan-stage";
import { inForce } from "../watch/watch-rules";
import type { PanelLine } from "./board";
import type { BoardArgs } from "./board-scope";

/** A limit with the place where the plan has it. */
export interface PlacedLimit {
  readonly limit: Limit;
  readonly level: "limit" | "target";
  readonly source: string;
}

/** Everything that must hold at a stage: the limits of its phase, what sign-offs ask for, the targets of the long run. */
export function limitsInForce({ plan, phase }: Pick<BoardArgs, "plan" | "phase">): readonly PlacedLimit[] {
  const placed = (limits: readonly Limit[], level: PlacedLimit["level"], source: string): readonly PlacedLimit[] =>
    limits.map((limit) => ({ limit, level, source }));
  return [
    ...placed(provingOf(plan, phase)?.advanceWhen ?? [], "limit", `limit of ${phase}`),
    ...plan.signOffs.flatMap(({ name, limits }) => placed(limits, "target", `sign-off ${name}`)),
    ...placed(plan.targets, "target", "target"),
  ];
}

/** Every threshold on a metric: alerts and triggers in force, limits of the phase, sign-offs, targets. */
export function linesOf(metric: string, args: Pick<BoardArgs, "plan" | "phase">): readonly PanelLine[] {
  const watched = inForce(args)
    .filter((one) => one.metric === metric)
    .map(({ level, condition, alert, phase }): PanelLine => {
      const where = level === "rollback" ? "roll back when" : "alerts";
      return { level, condition, alert, source: phase === undefined ? where : `${where}, ${phase}` };
    });
  const limits = limitsInForce(args).flatMap(({ limit, level, source }): PanelLine[] =>
    limit.kind === "threshold" && limit.metric === metric ? [{ level, source, condition: limit }] : [],
  );
  return [...watched, ...limits];
}

/** Whether a line limits the growth of a metric and not its level. */
export const isGrowth = ({ condition }: PanelLine): boolean => condition.operator === "grows";

/** Every metric on which the plan sets a threshold at this stage, in its order. */
export function limitedMetrics(args: Pick<BoardArgs, "plan" | "phase">): readonly string[] {
  return [...new Set([...inForce(args), ...limitsInForce(args).map(({ limit }) => limit)].map(({ metric }) => metric))];
}
