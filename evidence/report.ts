import { createHash } from "node:crypto";
import type { EvidenceKind } from "./evidence-kind";
import { evidenceRows } from "./evidence-row";
import type { Read } from "./read";
import type { Measured } from "./reports/measured";
import { reportBytes, reportReaders } from "./reports/read-report";
import type { Report } from "./statement";

/** Gives the bytes of a file by its path, and never more than so many. */
export type ReportPlace = (path: string, maximumBytes: number) => Read<Buffer>;

/**
 * Reads the raw report of a statement again, from its bytes: nobody's summary is believed, only the digest was signed.
 * Absent is the answer for kinds that rest on no report.
 */
export function readReport(kind: EvidenceKind, report: Report | undefined, read: ReportPlace): Read<Measured> {
  const formats = evidenceRows[kind].reports;
  if (report === undefined) {
    return formats.length === 0
      ? { kind: "absent" }
      : invalid(`must carry a report in ${formats.join(" or ")}, got none`);
  }
  const what = `report "${report.path}"`;
  if (!formats.includes(report.format)) {
    const wanted = formats.length === 0 ? "must carry no report" : `must carry a report in ${formats.join(" or ")}`;
    return invalid(`${wanted}, got ${report.format}`);
  }
  const bytes = read(report.path, reportBytes);
  if (bytes.kind === "absent") return invalid(`${what}: is absent`);
  if (bytes.kind === "invalid") return invalid(`${what}: ${bytes.reason}`);
  if (createHash("sha256").update(bytes.value).digest("hex") !== report.sha256) {
    return invalid(`${what}: is not the report that was signed, its digest differs`);
  }
  const measured = reportReaders[report.format](bytes.value);
  return measured.kind === "present" ? measured : invalid(`${what}: ${measured.reason}`);
}

const invalid = (reason: string): Read<never> => ({ kind: "invalid", reason });
