import {
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  RowBuilder,
  type Dashboard,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Board } from "../../release/boards/board";
import { dashboardPanel } from "./dashboard-panel";

/** How long back a board looks when it is opened. */
const shown = { from: "now-6h", to: "now" };

/** How often a board looks again: as often as the usual scrape would give it something new, and a browser can bear. */
const refresh = "30s";

/**
 * A board in the form that Grafana keeps dashboards in, and that its operator and its provisioning read. Deterministic: the same board gives the same
 * text, with a fixed address and numbered panels, so that an update without a change changes nothing.
 */
export function dashboardModel({ uid, title, description, tags, rows }: Board): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([...tags])
    .timezone("browser")
    .tooltip(DashboardCursorSync.Crosshair)
    .time(shown)
    .refresh(refresh)
    .readonly()
    .withVariable({ build: prometheusVariable });
  let id = 0;
  for (const { title: heading, panels } of rows) {
    if (heading !== undefined) builder.withRow(new RowBuilder(heading).id((id += 1)));
    for (const panel of panels) builder.withPanel(dashboardPanel(panel, (id += 1)));
  }
  return builder.build();
}

/** The builder gives every kind of variable the keys of intervals, which Grafana's schema does not know. */
function prometheusVariable(): VariableModel {
  const built = new DatasourceVariableBuilder("datasource").label("Prometheus").type("prometheus").build();
  return Object.fromEntries(
    Object.entries(built).filter(([key]) => !key.startsWith("auto")),
  ) as unknown as VariableModel;
}
