import { burnRates, errorRatioLimit } from "../burn-rate";
import { liveRecord } from "../watch/blind-rules";
import { budgetDays, burnAlertName, burnRecordName, burnWindows, objectivePercent } from "../watch/burn-rate-rules";
import { rangeText } from "../watch/range-text";
import { selector } from "../watch/watch-scope";
import type { PanelLine, SeriesPanel } from "./board";
import { runbooksOf, type BoardScope } from "./board-scope";

/** What the rules can see, and what says that they cannot. */
export function sightPanels(board: BoardScope): readonly SeriesPanel[] {
  return [targetsPanel(board), healthPanel(board)];
}

const sightAlerts = /^(?:CandidateBlind|CandidateBlindRollback|StableAbsent|TargetDown|MetricAbsent)$/;

function targetsPanel(board: BoardScope): SeriesPanel {
  const { scope } = board;
  return {
    ...{ kind: "lines", title: "targets that the rules see", unit: "number", lines: [] },
    queries: [
      { expr: `${liveRecord}${selector(scope)}`, legend: "{{service}} {{track}}, seen" },
      { expr: `count by (service, track) (up${selector(scope)})`, legend: "{{service}} {{track}}, known" },
    ],
    runbooks: runbooksOf(board, (alert) => sightAlerts.test(alert)),
    note: "A rule that sees nothing of the candidate never says that all is well: the phase freezes or goes back.",
  };
}

function healthPanel(board: BoardScope): SeriesPanel {
  const probes = `probe_success${selector(board.scope)}`;
  return {
    ...{ kind: "rows", title: "health paths", unit: "yes-or-no" },
    queries: [{ expr: `min by (service, track, path) (${probes})`, legend: "{{service}} {{track}} {{path}}" }],
    lines: [
      {
        level: "warn",
        condition: { operator: "below", value: 1, unit: "number", forSeconds: 0 },
        ...{ source: "health of the services", alert: "HealthCheckFailing" },
      },
    ],
    runbooks: runbooksOf(board, (alert) => alert === "HealthCheckFailing"),
  };
}

/** How fast the error budget burns in each window, with the rates that page or open a ticket. None for a plan without a target. */
export function budgetPanel(board: BoardScope): readonly SeriesPanel[] {
  const objective = objectivePercent(board.scope);
  if (objective === undefined) return [];
  const lines = burnRates(budgetDays).flatMap((rate): PanelLine[] => {
    const value = errorRatioLimit(rate, objective);
    const level = rate.severity === "page" ? "page" : "info";
    if (value === undefined) return [];
    const condition = {
      operator: "above",
      value: Number((100 * value).toPrecision(9)),
      unit: "percent",
      forSeconds: 0,
    } as const;
    return [{ level, condition, source: `${budgetDays} days' budget of ${objective} %`, alert: burnAlertName(rate) }];
  });
  const queries = burnWindows().map((seconds) => ({
    expr: `100 * ${burnRecordName(seconds)}${selector(board.scope)}`,
    legend: `{{service}} over ${rangeText(seconds)}`,
  }));
  const names = lines.map(({ alert }) => alert);
  return [
    {
      ...{ kind: "lines", title: "requests that failed, against the error budget", unit: "percent", queries, lines },
      runbooks: runbooksOf(board, (alert) => names.includes(alert)),
    },
  ];
}
