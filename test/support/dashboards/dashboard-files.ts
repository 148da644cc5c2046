import { dashboardModel } from "../../../components/dashboards/dashboard-model";
import { boardSlug } from "../../../release/boards/board-uid";
import { planOf, ruleSystems } from "../rules/rule-systems";
import { sampleBoards } from "./sample-boards";

/** The dashboards of the systems as committed files: each in the first phase of its production stack. */
export const dashboardFiles = (): readonly { readonly path: string; readonly value: unknown }[] =>
  ruleSystems.flatMap((system) =>
    sampleBoards(planOf(system)).map((board) => ({
      path: `test/components/dashboards/expected/${system}/${boardSlug(board.name)}.json`,
      value: dashboardModel(board),
    })),
  );
