import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  ReduceDataOptionsBuilder,
  VisibilityMode,
  VizLegendOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  DashboardLinkBuilder,
  DashboardLinkType,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type Panel as GrafanaPanel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import * as stat from "@grafana/grafana-foundation-sdk/stat";
import * as statetimeline from "@grafana/grafana-foundation-sdk/statetimeline";
import * as statushistory from "@grafana/grafana-foundation-sdk/statushistory";
import * as text from "@grafana/grafana-foundation-sdk/text";
import * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import type { Panel, PanelUnit, SeriesPanel, TextPanel } from "../../release/boards/board";
import { panelDescription } from "./panel-description";
import { panelUnit } from "./panel-unit";
import { thresholdSteps } from "./threshold-steps";

/** The data source that a viewer picks at the top of a board. */
export const prometheusSource = { type: "prometheus", uid: "${datasource}" };

/** Grafana's grid is 24 columns wide; a unit of height is 30 pixels, a row of a heat map needs half of one. */
const [fullWidth, halfWidth, usualHeight, rowsPerUnit, headHeight] = [24, 12, 8, 2, 4] as const;

type SeriesBuilder =
  timeseries.PanelBuilder | stat.PanelBuilder | statushistory.PanelBuilder | statetimeline.PanelBuilder;

/** A panel as Grafana's own builder makes it. */
export function dashboardPanel(panel: Panel, id: number): Builder<GrafanaPanel> {
  if (panel.kind === "text") return textPanel(panel, id);
  return seriesPanel(panel, id);
}

const textPanel = ({ title, text: content }: TextPanel, id: number): text.PanelBuilder =>
  new text.PanelBuilder()
    .id(id)
    .title(title)
    .mode(text.TextMode.Markdown)
    .content(content)
    .height(usualHeight)
    .span(halfWidth);

function seriesPanel(panel: SeriesPanel, id: number): SeriesBuilder {
  const { title, unit, queries, lines, runbooks } = panel;
  const builder = builderOf(panel)
    .id(id)
    .title(title)
    .datasource(prometheusSource)
    .unit(panelUnit[unit])
    .mappings(mappingsOf(unit))
    .thresholds(
      new ThresholdsConfigBuilder()
        .mode(ThresholdsMode.Absolute)
        .steps(thresholdSteps(lines).map((step) => ({ ...step }))),
    )
    .links(runbooks.map(({ alert, url }) => runbookLink(alert, url)));
  const description = panelDescription(panel);
  if (description !== "") builder.description(description);
  for (const [at, { expr, legend }] of queries.entries()) {
    const query = new DataqueryBuilder().refId(refId(at)).datasource(prometheusSource).expr(expr).legendFormat(legend);
    builder.withTarget(panel.kind === "number" ? query.instant() : query.range());
  }
  return builder;
}

/** `A` to `Z`, then `A1`: Grafana tells the queries of a panel apart by it. */
const refId = (at: number): string => {
  const letter = String.fromCharCode("A".charCodeAt(0) + (at % 26));
  return at < 26 ? letter : `${letter}${Math.floor(at / 26)}`;
};

const byThreshold = (): FieldColorBuilder => new FieldColorBuilder().mode(FieldColorModeId.Thresholds);

function builderOf({ kind, series, lines }: SeriesPanel): SeriesBuilder {
  switch (kind) {
    case "lines":
      return withLines(new timeseries.PanelBuilder(), lines.length > 0)
        .height(usualHeight)
        .span(halfWidth);
    case "number":
      return new stat.PanelBuilder()
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
        .colorScheme(byThreshold())
        .height(headHeight)
        .span(halfWidth / 2);
    case "rows":
      return new statushistory.PanelBuilder()
        .colorScheme(byThreshold())
        .showValue(VisibilityMode.Never)
        .legend(new VizLegendOptionsBuilder().showLegend(false))
        .height(series === undefined ? usualHeight : headHeight + Math.ceil(series / rowsPerUnit))
        .span(series === undefined ? halfWidth : fullWidth);
    case "states":
      return new statetimeline.PanelBuilder()
        .showValue(VisibilityMode.Never)
        .legend(new VizLegendOptionsBuilder().showLegend(false))
        .height(usualHeight)
        .span(fullWidth);
    default:
      return kind satisfies never;
  }
}

const withLines = (builder: timeseries.PanelBuilder, drawn: boolean): timeseries.PanelBuilder => {
  const mode = drawn ? GraphThresholdsStyleMode.DashedAndArea : GraphThresholdsStyleMode.Off;
  return builder
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(mode))
    .legend(new VizLegendOptionsBuilder().showLegend(true));
};

const mappingsOf = (unit: PanelUnit) =>
  unit === "yes-or-no"
    ? [{ type: MappingType.ValueToText as const, options: { "0": { text: "no" }, "1": { text: "yes" } } }]
    : [];

const runbookLink = (alert: string, url: string): DashboardLinkBuilder =>
  new DashboardLinkBuilder(`Runbook: ${alert}`).type(DashboardLinkType.Link).url(url).targetBlank(true);
