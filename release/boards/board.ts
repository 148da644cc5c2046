import type { Condition } from "../../plan/limit";
import type { MetricUnit } from "../../plan/metric-unit";

/** Who is concerned when a line is crossed, from the loudest to the quietest; `limit` keeps the phase from being left, `target` is of the long run. */
export const lineLevels = ["rollback", "page", "limit", "warn", "info", "target"] as const;

/** Who is concerned when a line is crossed. */
export type LineLevel = (typeof lineLevels)[number];

/** A threshold of the plan, drawn as a line. */
export interface PanelLine {
  readonly level: LineLevel;
  readonly condition: Pick<Condition, "operator" | "value" | "unit" | "forSeconds" | "withinSeconds">;
  /** Where the plan says so, in its own words: `alerts`, `limit of canary`. */
  readonly source: string;
  /** Name of the alert that fires. Left out: none does. */
  readonly alert?: string;
}

/** PromQL with the name of what it gives, in Grafana's form: `{{service}} {{track}}`. */
export interface PanelQuery {
  readonly expr: string;
  readonly legend: string;
}

/** What the values of a panel are. */
export type PanelUnit = MetricUnit | "duration" | "yes-or-no";

/** A link to the page of an alert. */
export interface PanelRunbook {
  readonly alert: string;
  readonly url: string;
}

/**
 * Something to look at.
 * - `lines`: values over time, with thresholds.
 * - `number`: one value, now.
 * - `rows`: a row for each series and a cell for each moment, coloured by thresholds: a heat map.
 * - `states`: a bar for each series while it is there.
 */
export interface SeriesPanel {
  readonly kind: "lines" | "number" | "rows" | "states";
  readonly title: string;
  /** The metric of the plan that it shows. Left out: none of them. */
  readonly metric?: string;
  readonly unit: PanelUnit;
  readonly queries: readonly PanelQuery[];
  readonly lines: readonly PanelLine[];
  readonly runbooks: readonly PanelRunbook[];
  /** What its reader must know beyond its lines. */
  readonly note?: string;
  /** How many series it is expected to show, for its height. */
  readonly series?: number;
}

/** Words, as Markdown. */
export interface TextPanel {
  readonly kind: "text";
  readonly title: string;
  readonly text: string;
}

/** Something to look at, or to read. */
export type Panel = SeriesPanel | TextPanel;

/** Panels that belong together. */
export interface BoardRow {
  /** Left out: the panels stand without a heading. */
  readonly title?: string;
  readonly panels: readonly Panel[];
}

/** One dashboard. */
export interface Board {
  /** Its address in Grafana; the same for the same board of the same stack, whenever it is made. */
  readonly uid: string;
  /** Its name within the system: `release`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly rows: readonly BoardRow[];
}
