import { describe, expect, it } from "vitest";
import { dashboardModel } from "../../../components/dashboards/dashboard-model";
import { grafanaProblems, type DashboardJson } from "../../support/dashboards/grafana-types";
import { sampleBoards } from "../../support/dashboards/sample-boards";
import { planOf, ruleSystems } from "../../support/rules/rule-systems";

/** What a viewer's browser gets: text and back, so that nothing but JSON is left. */
const json = (system: (typeof ruleSystems)[number]): readonly (DashboardJson & { readonly uid: string })[] =>
  sampleBoards(planOf(system)).map(
    (board) => JSON.parse(JSON.stringify(dashboardModel(board))) as DashboardJson & { uid: string },
  );
const all = ruleSystems.flatMap(json);

interface Placed {
  readonly id: number;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}
const placedOf = ({ panels }: DashboardJson): readonly Placed[] => panels as unknown as readonly Placed[];

/*
 * Grafana publishes its schema as CUE inside its own repository, which no package carries; its schema library for npm carries the types that Grafana generates
 * from it, and those are asked here. They know no bounds of numbers and no patterns, so this does not prove those.
 */
describe("dashboards", () => {
  const [first] = all;
  if (first === undefined) throw new Error("a system has dashboards");
  const panels = (change: (panel: DashboardJson["panels"][number]) => DashboardJson["panels"][number]) => ({
    ...first,
    panels: first.panels.map(change),
  });
  const broken = {
    "a-key-that-is-unknown": [{ ...first, titel: "x" }, /titel/],
    "a-word-that-is-unknown": [{ ...first, graphTooltip: "shared" }, /string/],
    "an-option-of-another-kind-of-panel": [
      panels((panel) => (panel.type === "text" ? { ...panel, options: { rowHeight: 1 } } : panel)),
      /rowHeight/,
    ],
    "a-unit-that-is-a-number": [
      panels((panel) => (panel.type === "stat" ? { ...panel, fieldConfig: { defaults: { unit: 5 } } } : panel)),
      /number/,
    ],
    "a-kind-of-panel-that-is-not-there": [panels((panel) => ({ ...panel, type: "graph" })), /never/],
  } as const;
  // One run of the compiler answers for all: it is what costs.
  const dashboards = Object.fromEntries([
    ...all.map((one) => [one.uid, one] as const),
    ...Object.entries(broken).map(([name, [one]]) => [name, one] as const),
  ]);
  const problems = grafanaProblems(dashboards);

  it("are what Grafana's schema library says, to the last key", () => {
    expect(all.length).toBe(10);
    expect(problems.filter((line) => all.some(({ uid }) => line.startsWith(`${uid}.ts`)))).toEqual([]);
  });

  it.each(Object.entries(broken))("would not be with %s", (name, [, problem]) => {
    expect(problems.filter((line) => line.startsWith(`${name}.ts`)).join("\n")).toMatch(problem);
  });

  it("number their panels, and lay none over another or beside the grid", () => {
    for (const dashboard of all) {
      const panels = placedOf(dashboard);
      expect(panels.map(({ id }) => id)).toEqual(panels.map((_panel, at) => at + 1));
      const taken = new Set<string>();
      for (const { gridPos } of panels) {
        expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
            expect(taken.has(`${x} ${y}`), `${dashboard.uid} ${x} ${y}`).toBe(false);
            taken.add(`${x} ${y}`);
          }
      }
    }
  });

  it("are the same text each time they are made", () => {
    const text = () => JSON.stringify(json("proofile"));
    expect(text()).toBe(text());
  });
});
