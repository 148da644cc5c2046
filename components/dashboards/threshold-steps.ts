import { lineLevels, type LineLevel, type PanelLine } from "../../release/boards/board";
import { limitHolds, triggerReached } from "../../release/threshold";

/** A colour from a value on; null stands for everything below the first line. */
export interface ThresholdStep {
  readonly value: number | null;
  readonly color: string;
}

const colors: Readonly<Record<LineLevel | "fine", string>> = {
  rollback: "dark-purple",
  page: "red",
  limit: "orange",
  warn: "yellow",
  info: "blue",
  target: "super-light-yellow",
  fine: "green",
};

/**
 * Thresholds as Grafana has them: a step at the value of each line, coloured by the loudest line that is crossed between it and the next step.
 * Grafana gives a value that is exactly at a line the colour above it.
 */
export function thresholdSteps(lines: readonly PanelLine[]): readonly ThresholdStep[] {
  const bounds = [...new Set(lines.map(({ condition }) => condition.value))].sort((a, b) => a - b);
  const starts: readonly (number | null)[] = [null, ...bounds];
  return starts.map((value, at) => ({ value, color: colors[levelAt(lines, between(value, bounds[at]))] }));
}

/** A value that stands for all between two bounds. */
function between(low: number | null, high: number | undefined): number {
  if (low === null) return high === undefined ? 0 : high - 1;
  return high === undefined ? low + 1 : (low + high) / 2;
}

function levelAt(lines: readonly PanelLine[], value: number): LineLevel | "fine" {
  const crossed = lines.filter((line) => isCrossed(line, value)).map(({ level }) => level);
  return lineLevels.find((level) => crossed.includes(level)) ?? "fine";
}

/** What alerts and triggers say is trouble when it is true; what limits and targets say is trouble when it is not. */
const isCrossed = ({ level, condition }: PanelLine, value: number): boolean =>
  level === "limit" || level === "target"
    ? limitHolds(condition, value) === "false"
    : triggerReached(condition, value) === "true";
