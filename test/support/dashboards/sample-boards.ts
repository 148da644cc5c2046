import { stackBoards, type StackBoardArgs } from "../../../components/dashboards/stack-boards";
import { namespaceOf } from "../../../contract/object-names";
import type { Plan } from "../../../plan/plan";
import type { Board, SeriesPanel } from "../../../release/boards/board";

/** When the phase of a sample was reached: 2026-11-02, 09:00 UTC. */
export const sampleSince = Date.parse("2026-11-02T09:00:00Z") / 1000;

/** What the boards of a plan's production stack are made of: in its first phase, unless told otherwise. */
export const sampleArgs = (plan: Plan, changes: Partial<StackBoardArgs> = {}): StackBoardArgs => ({
  plan,
  namespace: namespaceOf(plan.system, "production"),
  phase: plan.phases[0]?.name ?? "",
  candidate: true,
  runbooks: "docs/runbooks",
  release: "sample",
  sharePercent: plan.phases[0]?.trafficPercent ?? 0,
  sinceSeconds: sampleSince,
  profile: "normal",
  ...changes,
});

/** The boards of a sample. */
export const sampleBoards = (plan: Plan, changes: Partial<StackBoardArgs> = {}): readonly Board[] =>
  stackBoards(sampleArgs(plan, changes));

/** Every panel of some boards that shows series. */
export const seriesPanels = (boards: readonly Board[]): readonly SeriesPanel[] =>
  boards.flatMap(({ rows }) =>
    rows.flatMap(({ panels }) => panels.flatMap((one) => (one.kind === "text" ? [] : [one]))),
  );
