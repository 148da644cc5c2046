import { z } from "zod";
import { AddedMetric } from "../watch";
import { condition } from "../text/condition";
import { duration } from "../text/duration";
import { responseTime } from "../text/sentence";
import { metricName } from "../text/metric-text";
import { optional, required } from "./field";
import { file, listOf, name, wholeNumber, words } from "./plain";
import { section } from "./section";

/** One alert, as it is written. */
export const writtenAlert = section(
  "alert",
  {
    metric: required(
      words.transform((text) => metricName(text)),
      "The metric, by the name that limits use.",
      "error rate",
    ),
    info: optional(condition, "Level at which it is noted.", { example: "above 0.2 %" }),
    warn: optional(condition, "Level at which the team is told.", { example: "above 0.5 %" }),
    page: optional(condition, "Level at which somebody is woken.", { example: "above 1 % for 2 minutes" }),
  },
  {},
);

/** The on-call contract, as it is written. */
export const writtenOnCall = section(
  "on-call",
  {
    page: optional(responseTime, "How fast somebody answers a page.", { default: "5 minutes" }),
    warn: optional(responseTime, "How fast somebody answers a warning.", { default: "15 minutes" }),
    info: optional(responseTime, "How fast somebody reads a note.", { default: "next business day" }),
    "investigate within": optional(duration, "How long the search for a cause may delay a rollback.", {
      example: "10 minutes",
    }),
    roles: optional(listOf(name), "The roles on call.", { example: ["devops"] }),
  },
  { "investigate within": "investigateSeconds" },
);

/** The rollback section, as it is written. */
export const writtenRollback = section(
  "rollback",
  {
    within: optional(duration, "How long a rollback may take.", { default: "5 minutes" }),
    "drill every": optional(duration, "How old the last rollback drill may be.", { default: "7 days" }),
    "keep releases": optional(wholeNumber(1, 100), "To how many completed releases a way back is kept.", {
      default: 3,
    }),
    "ordered by": optional(listOf(name), "Roles that are asked first when a rollback is to be decided.", {
      example: ["team-lead"],
    }),
  },
  {
    within: "withinSeconds",
    "drill every": "drillEverySeconds",
    "keep releases": "keepReleases",
    "ordered by": "orderedBy",
  },
);

/** The tools of a system, as they are written. */
export const writtenTools = section(
  "tools",
  {
    count: required(wholeNumber(1, 10_000), "How many there are.", 45),
    manifest: optional(file, "File with their names, one JSON list, beside the plan.", { example: "tools.json" }),
    "switch off within": optional(duration, "How long it may take to find a failing tool and switch it off.", {
      example: "15 minutes",
    }),
  },
  { "switch off within": "switchOffWithinSeconds" },
);

/** A metric that the plan adds, as it is written. */
export const writtenMetric = section(
  "metric",
  {
    name: required(words, "Its name, as limits and alerts say it.", "retrieval success rate"),
    unit: required(AddedMetric.shape.unit, "What it is counted in.", "percent"),
    better: required(AddedMetric.shape.better, "Which direction is better.", "higher"),
    query: required(
      z.string({ error: "must be a PromQL query" }).min(1).max(2000),
      "PromQL that gives one value for the series of one version; `$track` stands for the label matcher.",
      'sum(rate(retrievals_total{$track,ok="true"}[1m])) / sum(rate(retrievals_total{$track}[1m]))',
    ),
  },
  {},
);
