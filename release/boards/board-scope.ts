import type { MetricUnit } from "../../plan/metric-unit";
import type { AlertRule } from "../watch/rule";
import { alertsOf, watchRules, type WatchArgs } from "../watch/watch-rules";
import { stepSecondsOf, type WatchScope } from "../watch/watch-scope";
import type { PanelRunbook } from "./board";

/** What the boards of a stack follow from: what its rules follow from, and what is released. */
export interface BoardArgs extends WatchArgs {
  /** Id of the release. */
  readonly release: string;
  /** Share of the traffic that the candidate was given: whole percent. */
  readonly sharePercent: number;
  /** When the phase was reached: seconds since 1970. Left out: no soak runs. */
  readonly sinceSeconds?: number;
  readonly profile: "normal" | "hotfix";
  /** The unit of a metric of the plan; nothing for a name that the plan does not know. */
  readonly unitOf: (metric: string) => MetricUnit | undefined;
  /** Which direction of a metric is better. */
  readonly betterOf: (metric: string) => "lower" | "higher" | undefined;
}

/** What every panel of a stack is made with. */
export interface BoardScope {
  readonly args: BoardArgs;
  readonly scope: WatchScope;
  /** Names of the series that the rules record: what is not among them is computed by the panel itself. */
  readonly recorded: ReadonlySet<string>;
  readonly alerts: readonly AlertRule[];
}

/** Reads once what the rules record and what they say. */
export function boardScope(args: BoardArgs): BoardScope {
  const groups = watchRules(args);
  const records = groups.flatMap(({ rules }) => rules.flatMap((rule) => ("record" in rule ? [rule.record] : [])));
  return {
    args,
    scope: { plan: args.plan, namespace: args.namespace, stepSeconds: stepSecondsOf(args.plan) },
    recorded: new Set(records),
    alerts: alertsOf(groups),
  };
}

/** The pages of the alerts that a test picks, each once. */
export function runbooksOf({ alerts }: BoardScope, isWanted: (alert: string) => boolean): readonly PanelRunbook[] {
  const pages = alerts
    .filter(({ alert }) => isWanted(alert))
    .map(({ alert, annotations }): PanelRunbook => ({ alert, url: annotations["runbook_url"] ?? "" }));
  return [...new Map(pages.map((page) => [page.alert, page])).values()];
}
