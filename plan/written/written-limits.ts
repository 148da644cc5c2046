import { z } from "zod";
import type { Limit } from "../limit";
import { limitText } from "../text/condition";
import { metricName } from "../text/metric-text";
import { words } from "./plain";

type SparseLimit = z.input<typeof Limit>;

/** Metrics with what must hold for each. Two ways of saying one metric are one limit too many. */
export const limits = z
  .record(words, limitText, { error: "must be a mapping of metrics to limits, such as { error rate: below 0.5 % }" })
  .transform((written, context): SparseLimit[] => {
    const entries = Object.entries(written).map(([metric, limit]) => ({ ...limit, metric: metricName(metric) }));
    const names = entries.map(({ metric }) => metric);
    for (const metric of new Set(names.filter((metric, at) => names.indexOf(metric) !== at))) {
      context.issues.push({ code: "custom", message: `"${metric}" is limited twice`, input: written });
    }
    if (entries.length === 0)
      context.issues.push({ code: "custom", message: "must hold at least one limit", input: written });
    return entries as SparseLimit[];
  });
