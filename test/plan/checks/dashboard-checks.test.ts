import { describe, expect, it } from "vitest";
import { readPlan } from "../../../plan/read-plan";
import { testMistakes } from "../mistake";
import { planText, whole } from "../written-example";

const board = (name: string, ...panels: readonly string[]) => whole({ dashboards: [{ name, panels }] });

describe("the dashboards of a plan", () => {
  testMistakes([
    [
      "a panel that nobody knows",
      board("status", "error rate", "web vital"),
      expect.stringMatching(
        /^dashboards\[0\]\.panels\[1\]: must be a word of dashboards or a metric, did you mean "web vitals"\? \(allowed: response times, .*availability, .*\), got "web vital"$/,
      ),
    ],
    [
      "a panel of what people report",
      board("status", "incidents"),
      'dashboards[0].panels[0]: must be measured, and this is reported by people, got "incidents"',
    ],
    [
      "a board named like one that every system has",
      board("Release", "CPU"),
      'dashboards[0].name: must not be the name of a board that every system has (release, limits, tools), got "Release"',
    ],
    [
      "a board whose name makes no address",
      board("???", "CPU"),
      'dashboards[0].name: must hold a letter or a digit: it becomes an address, got "???"',
    ],
  ]);

  it("name metrics as limits do, and those that the plan adds", () => {
    const added = { name: "queue age", unit: "seconds", better: "lower", query: "max(queue_age_seconds{$track})" };
    const panels = ["average response time", "cpu usage", "queue age", "system health"];
    const reading = readPlan(planText(whole({ metrics: [added], dashboards: [{ name: "status", panels }] })));
    if (reading.kind === "invalid") throw new Error(JSON.stringify(reading.problems));
    expect(reading.plan.dashboards).toEqual([
      { name: "status", panels: ["mean response time", "CPU", "queue age", "system health"] },
    ]);
  });
});
