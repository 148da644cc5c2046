import { reportReaders } from "../../../evidence/reports/read-report";
import type { ReportFormat } from "../../../evidence/reports/report-format";

/** What the reader of a format says of a report, given as text or as what is written as JSON. */
export const readAs = (format: ReportFormat, content: unknown) =>
  reportReaders[format](Buffer.from(typeof content === "string" ? content : JSON.stringify(content)));

/** Why a report is refused, or what was read of it. */
export function refusal(format: ReportFormat, content: unknown): string {
  const answer = readAs(format, content);
  return answer.kind === "invalid" ? answer.reason : `present: ${JSON.stringify(answer)}`;
}

/** A copy with one value put somewhere else. */
export function put(content: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(content);
  const last = path.at(-1) ?? "";
  const at = path.slice(0, -1).reduce<unknown>((one, key) => (one as Record<string | number, unknown>)[key], copy);
  (at as Record<string | number, unknown>)[last] = value;
  return copy;
}

/** The same as `put`, with the path written as one text. */
export const putAt = (content: unknown, path: string, value: unknown): unknown => put(content, path.split("."), value);
