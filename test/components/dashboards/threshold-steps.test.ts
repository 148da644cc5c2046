import { describe, expect, it } from "vitest";
import { thresholdSteps } from "../../../components/dashboards/threshold-steps";
import type { LineLevel, PanelLine } from "../../../release/boards/board";

const line = (level: LineLevel, operator: PanelLine["condition"]["operator"], value: number): PanelLine => ({
  level,
  source: "alerts",
  condition: { operator, value, unit: "percent", forSeconds: 0 },
});
const steps = (...lines: readonly PanelLine[]) =>
  thresholdSteps(lines).map(({ value, color }) => `${value ?? "start"} ${color}`);

describe("threshold steps", () => {
  it("rise where more is worse", () => {
    expect(steps(line("page", "above", 1), line("warn", "above", 0.5), line("rollback", "above", 2))).toEqual([
      ...["start green", "0.5 yellow", "1 red", "2 dark-purple"],
    ]);
  });

  it("fall where less is worse", () => {
    expect(steps(line("warn", "below", 80), line("page", "below", 70))).toEqual([
      ...["start red", "70 yellow", "80 green"],
    ]);
  });

  it("take a limit the other way round: it is trouble while it does not hold", () => {
    expect(steps(line("limit", "below", 0.5), line("target", "below", 0.1))).toEqual([
      ...["start green", "0.1 super-light-yellow", "0.5 orange"],
    ]);
    expect(steps(line("target", "at-least", 45))).toEqual(["start super-light-yellow", "45 green"]);
    expect(steps(line("limit", "at-most", 0))).toEqual(["start green", "0 orange"]);
  });

  it("let the louder of two lines at one value colour it, and draw the quieter of two others all the same", () => {
    expect(steps(line("warn", "above", 0.5), line("limit", "below", 0.5))).toEqual(["start green", "0.5 orange"]);
    expect(steps(line("page", "above", 1), line("target", "below", 2))).toEqual([...["start green", "1 red", "2 red"]]);
  });

  it("mark growth where it is more than the plan allows", () => {
    expect(steps(line("warn", "grows", 2))).toEqual(["start green", "2 yellow"]);
  });

  it("are green alone without a line", () => {
    expect(steps()).toEqual(["start green"]);
  });
});
