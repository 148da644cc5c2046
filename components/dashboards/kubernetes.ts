import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import * as pulumi from "@pulumi/pulumi";
import { boardSlug } from "../../release/boards/board-uid";
import { secondsOf } from "../../release/instant";
import type { CompleteDashboardsArgs, DashboardsDriver } from "./dashboards";
import { grafanaDashboard } from "./kubernetes/grafana-dashboard";
import { stackBoards } from "./stack-boards";

/** One object of grafana-operator for each board. Which boards there are follows from the plan; only the soak knows when the phase was reached. */
export const kubernetes: DashboardsDriver = (name, args, parent) => {
  const boards = stackBoards(args);
  for (const board of boards) {
    const { spec, ...object } = grafanaDashboard(board, args);
    const json = pulumi.output(args.since).apply((since) => boardJson(board.uid, args, since));
    new CustomResource(
      `${name}-dashboard-${boardSlug(board.name)}`,
      { ...object, spec: { ...spec, json } },
      { parent },
    );
  }
  return { uids: pulumi.output(boards.map(({ uid }) => uid)) };
};

async function boardJson(uid: string, args: CompleteDashboardsArgs, since: string | undefined): Promise<string> {
  // Grafana's builders cost a tenth of a second of processor time, which a stack without dashboards must not pay.
  const { dashboardModel } = await import("./dashboard-model.js");
  const known = stackBoards({ ...args, ...(since === undefined ? {} : { sinceSeconds: secondsOf(since) }) });
  const board = known.find((one) => one.uid === uid);
  if (board === undefined) throw new Error(`dashboard "${uid}": a time must not make or unmake a board`);
  return JSON.stringify(dashboardModel(board));
}
