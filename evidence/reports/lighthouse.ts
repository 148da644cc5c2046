import { z } from "zod";
import type { Parsed } from "../parsed";
import { parseJsonReport } from "./json-report";
import type { WebVitals } from "./measured";

const audit = z.looseObject({ numericValue: z.number().min(0) });
const Lighthouse = z.looseObject({
  lighthouseVersion: z.string(),
  finalDisplayedUrl: z.string().optional(),
  finalUrl: z.string().optional(),
  runtimeError: z.looseObject({ code: z.string() }).optional(),
  audits: z.looseObject({
    "first-contentful-paint": audit,
    "largest-contentful-paint": audit,
    "cumulative-layout-shift": audit,
  }),
});

/** Reads the JSON report of Lighthouse. Times are milliseconds there. */
export function readLighthouse(bytes: Uint8Array): Parsed<WebVitals> {
  const report = parseJsonReport(bytes, Lighthouse);
  if (report.kind === "invalid") return report;
  const { audits, runtimeError, finalDisplayedUrl, finalUrl } = report.value;
  if (runtimeError !== undefined && runtimeError.code !== "NO_ERROR") {
    return { kind: "invalid", reason: `says that the page could not be measured (${runtimeError.code})` };
  }
  return {
    kind: "present",
    value: {
      kind: "vitals",
      page: finalDisplayedUrl ?? finalUrl ?? "",
      firstContentfulPaintSeconds: audits["first-contentful-paint"].numericValue / 1000,
      largestContentfulPaintSeconds: audits["largest-contentful-paint"].numericValue / 1000,
      cumulativeLayoutShift: audits["cumulative-layout-shift"].numericValue,
    },
  };
}
