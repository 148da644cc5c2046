import type { Evidence } from "../../evidence/evidence";
import type { Instant } from "../instant";
import type { Verdict } from "../verdict";

/** Evidence that a verdict rests on. */
export interface UsedEvidence {
  readonly path: string;
  readonly signer: string;
  readonly issued: Instant;
  /** First moment in which it no longer counts, RFC 3339 in UTC; left out when it does not run out. */
  readonly countsUntil?: Instant;
}

/** A verdict with the evidence that it rests on, for those who explain it. */
export interface Judged extends Verdict {
  readonly evidence?: readonly UsedEvidence[];
}

/** What is told of evidence. `maximumAgeSeconds` is how old the gate lets it be, beside what its kind allows. */
export function usedEvidence(
  { path, signer, issued, expires, maximumAgeSeconds }: Evidence,
  gateSeconds = maximumAgeSeconds,
): UsedEvidence {
  const aged = Date.parse(issued) + Math.min(maximumAgeSeconds, gateSeconds) * 1000;
  const end = Math.min(aged, expires === undefined ? aged : Date.parse(expires));
  const until = Number.isFinite(end) ? { countsUntil: new Date(end).toISOString().replace(".000Z", "Z") } : {};
  return { path, signer: signer.name, issued, ...until };
}
