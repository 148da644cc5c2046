import {
  BytesPerSecondSI,
  CountsPerMinute,
  DurationSeconds,
  NoUnit,
  Percent,
  Seconds,
} from "@grafana/grafana-foundation-sdk/units";
import type { PanelUnit } from "../../release/boards/board";

/** How Grafana calls the units of the plan. */
export const panelUnit: Readonly<Record<PanelUnit, string>> = {
  percent: Percent,
  "percent-per-hour": Percent,
  seconds: Seconds,
  number: NoUnit,
  "per-minute": CountsPerMinute,
  "bytes-per-second": BytesPerSecondSI,
  duration: DurationSeconds,
  "yes-or-no": NoUnit,
};
