import type { AnyEvidence } from "../../evidence/evidence";
import { type Instant, secondsOf } from "../instant";
import { sameArtifacts } from "../same-release";
import { durationText } from "./duration-text";
import type { GateQuestion } from "./gate-question";
import { stageNames } from "./plan-stage";

/** What evidence must be about where that differs from the subject itself. */
export interface Wanted {
  /** The stack that it must be about: the subject's own unless it was made on another. */
  readonly stack?: string;
  /** The oldest that it may be, in seconds; the kind's own maximum holds beside it. */
  readonly maximumAgeSeconds?: number;
  /** It may be about some of the artifacts: then each named one must be the release's. */
  readonly partOfArtifacts?: boolean;
  /** The phase that it must be about, when it is not the asked one. */
  readonly phase?: string;
}

/** Why evidence does not count for this subject now, or nothing. A field that it carries must fit, asked for or not. */
export function mismatchOf(evidence: AnyEvidence, question: GateQuestion, wanted: Wanted = {}): string | undefined {
  return (
    boundMismatch(evidence, question, wanted) ??
    artifactMismatch(evidence, question, wanted) ??
    timeMismatch(evidence, question.now, wanted)
  );
}

/** The phases that evidence may be about. */
export const phasesWanted = ({ plan, subject }: GateQuestion, { phase }: Wanted): readonly string[] =>
  phase === undefined ? stageNames(plan, subject.phase) : [phase];

function boundMismatch({ bound, boundBy }: AnyEvidence, question: GateQuestion, wanted: Wanted): string | undefined {
  const { subject } = question;
  const fields = [
    ["system", [subject.system]],
    ["stack", [wanted.stack ?? subject.stack]],
    ["phase", phasesWanted(question, wanted)],
    ["plan", [subject.release.planHash]],
    ["release", [subject.release.id]],
  ] as const;
  for (const [field, must] of fields) {
    const got = bound[field];
    if (got === undefined && !boundBy.includes(field)) continue;
    if (got === undefined || !must.includes(got)) {
      return `is for the ${field} "${got ?? "none"}", must be for "${must.join('" or "')}"`;
    }
  }
  return undefined;
}

function artifactMismatch(
  { artifacts, boundBy }: AnyEvidence,
  { subject: { release } }: GateQuestion,
  { partOfArtifacts = false }: Wanted,
): string | undefined {
  if (!boundBy.includes("artifacts") && !boundBy.includes("release")) return undefined;
  const named = Object.entries(artifacts);
  if (named.length === 0) return "names no artifact";
  for (const [service, digest] of named) {
    const must = release.artifacts[service];
    if (must === undefined) return `is for "${service}", which is no service of the release`;
    if (must !== digest) return `is for the digest ${digest} of "${service}", must be for ${must}`;
  }
  if (partOfArtifacts || sameArtifacts(artifacts, release.artifacts)) return undefined;
  const left = Object.keys(release.artifacts).filter((service) => artifacts[service] === undefined);
  return `does not name the artifact of "${left.join('", "')}"`;
}

/** Why evidence does not count at this time, or nothing. */
export function timeMismatch(
  {
    issued,
    notBefore,
    expires,
    maximumAgeSeconds,
  }: Pick<AnyEvidence, "issued" | "notBefore" | "expires" | "maximumAgeSeconds">,
  now: Instant,
  wanted: Pick<Wanted, "maximumAgeSeconds"> = {},
): string | undefined {
  const age = secondsOf(now) - secondsOf(issued);
  if (!(age >= 0)) return `is from the future: issued at ${issued}`;
  if (notBefore !== undefined && !(secondsOf(notBefore) <= secondsOf(now))) return `counts only from ${notBefore}`;
  if (expires !== undefined && !(secondsOf(now) < secondsOf(expires))) return `expired at ${expires}`;
  const maximum = Math.min(maximumAgeSeconds, wanted.maximumAgeSeconds ?? maximumAgeSeconds);
  return age <= maximum ? undefined : `is ${durationText(age)} old, must be at most ${durationText(maximum)}`;
}
