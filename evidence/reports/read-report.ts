import type { Parsed } from "../parsed";
import { readCargoAudit } from "./cargo-audit";
import { readJunit } from "./junit";
import { readK6 } from "./k6";
import { readLighthouse } from "./lighthouse";
import type { Measured } from "./measured";
import { readNpmAudit } from "./npm-audit";
import { readPipAudit } from "./pip-audit";
import { readPrometheus } from "./prometheus";
import type { ReportFormat } from "./report-format";
import { readSarif } from "./sarif";
import { readSlsa } from "./slsa";

/** Reads the bytes of one raw report. It never throws for what a report may hold. */
export type ReportReader = (bytes: Uint8Array) => Parsed<Measured>;

/** The reader of each format. */
export const reportReaders: Readonly<Record<ReportFormat, ReportReader>> = {
  junit: readJunit,
  sarif: readSarif,
  "npm-audit": readNpmAudit,
  "cargo-audit": readCargoAudit,
  "pip-audit": readPipAudit,
  k6: readK6,
  lighthouse: readLighthouse,
  prometheus: readPrometheus,
  slsa: readSlsa,
};

/** The largest report that is read: 16 MiB. */
export const reportBytes = 16 * 1024 * 1024;
