import type { IGrafanaDashboard } from "@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaDashboard" with {
  "resolution-mode": "import",
};
import { objectMetadata } from "../../../contract/object-metadata";
import type { Board } from "../../../release/boards/board";
import { boardSlug } from "../../../release/boards/board-uid";

/** Where Grafana shows the boards of a system. */
export interface GrafanaPlace {
  readonly system: string;
  readonly namespace: string;
  /** Labels of the Grafana objects that show the boards. */
  readonly instances: Readonly<Record<string, string>>;
  /** Folder of the boards. */
  readonly folder: string;
}

/** A dashboard of Grafana as an object of grafana-operator, without the board itself. */
export type GrafanaDashboardObject = Pick<IGrafanaDashboard, "apiVersion" | "kind"> & {
  readonly metadata: ReturnType<typeof objectMetadata>;
  readonly spec: IGrafanaDashboard["spec"];
};

/** What grafana-operator must know of a board beside its `json`: it may live in another namespace than Grafana. */
export function grafanaDashboard(
  board: Board,
  { system, namespace, instances, folder }: GrafanaPlace,
): GrafanaDashboardObject {
  return {
    ...{ apiVersion: "grafana.integreatly.org/v1beta1", kind: "GrafanaDashboard" },
    metadata: objectMetadata({ name: `dashboard-${boardSlug(board.name)}`, system, namespace }),
    spec: {
      allowCrossNamespaceImport: true,
      ...{ instanceSelector: { matchLabels: { ...instances } }, folder, uid: board.uid },
    },
  };
}
