import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as pulumi from "@pulumi/pulumi";
import { boardSlug } from "../../release/boards/board-uid";
import { secondsOf } from "../../release/instant";
import type { DashboardsDriver } from "./dashboards";
import { grafanaDashboard } from "./kubernetes/grafana-dashboard";
import { stackBoards } from "./stack-boards";

/** One object of grafana-operator for each board. Which boards there are follows from the plan; only the soak knows when the phase was reached. */
export const kubernetes: DashboardsDriver = (name, args, parent) => {
  const boards = stackBoards(args);
  for (const [at, board] of boards.entries()) {
    const { spec, ...object } = grafanaDashboard(board, args);
    const json =
      args.since === undefined
        ? spec.json
        : pulumi.output(args.since).apply((since) => {
            const known = stackBoards({ ...args, sinceSeconds: secondsOf(since) })[at] ?? board;
            return grafanaDashboard(known, args).spec.json;
          });
    new CustomResource(
      `${name}-dashboard-${boardSlug(board.name)}`,
      { ...object, spec: { ...spec, json } },
      { parent },
    );
  }
  return { uids: pulumi.output(boards.map(({ uid }) => uid)) };
};
