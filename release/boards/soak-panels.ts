import { soakCoveragePercent } from "../gates/soak";
import type { Proving } from "../gates/plan-stage";
import { liveRecord } from "../watch/blind-rules";
import { rangeText } from "../watch/range-text";
import { selector } from "../watch/watch-scope";
import type { SeriesPanel } from "./board";
import type { BoardScope } from "./board-scope";

/** Seconds between two looks at what a soak has measured. The gate looks as often, or ten times in a short soak. */
const lookSeconds = 60;

/** How much of the soak is left, and how much of it the rules have seen. None where no soak runs. */
export function soakPanels(board: BoardScope, proving: Proving): readonly SeriesPanel[] {
  const { sinceSeconds, profile, plan } = board.args;
  if (sinceSeconds === undefined) return [];
  const since = Math.round(sinceSeconds);
  const soakSeconds = profile === "hotfix" ? (plan.hotfix?.soakSeconds ?? proving.soakSeconds) : proving.soakSeconds;
  return [
    {
      ...{ kind: "number", title: "soak left", unit: "duration", lines: [], runbooks: [] },
      queries: [{ expr: `clamp_min(vector(${since} + ${soakSeconds} - time()), 0)`, legend: "soak left" }],
      note: "A hold starts the soak again; npx sluice explain counts that too.",
    },
    coveragePanel(board, since, soakSeconds),
  ];
}

function coveragePanel({ scope, args }: BoardScope, since: number, soakSeconds: number): SeriesPanel {
  const step = Math.min(lookSeconds, soakSeconds / 10);
  const candidates = `count(${liveRecord}${selector(scope, 'track="candidate"')})`;
  const seen = `${candidates} == ${args.plan.services.length} and on () (vector(time()) >= ${since})`;
  const elapsed = `clamp_max(vector(time() - ${since}), ${soakSeconds})`;
  const steps = `clamp_min(floor(${elapsed} / ${step}), 1)`;
  return {
    ...{ kind: "number", title: "soak that was measured", unit: "percent", runbooks: [] },
    queries: [
      {
        expr: `clamp_max(100 * count_over_time((${seen})[${rangeText(soakSeconds)}:${rangeText(step)}]) / ${steps}, 100)`,
        legend: "measured",
      },
    ],
    lines: [
      {
        level: "limit",
        condition: { operator: "at-least", value: soakCoveragePercent, unit: "percent", forSeconds: 0 },
        source: "gate soak",
      },
    ],
    note: "Time in which the rules saw the candidate of every service. What was not seen does not count as soaked.",
  };
}
