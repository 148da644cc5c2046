import { fail, pass, undecided, type Verdict } from "../release/verdict";
import { readTrust } from "../trust/read-trust";
import { trustChange, type ChangeSignature } from "../trust/trust-change";
import type { Trust } from "../trust/trust";
import { timeMismatch } from "../release/gates/mismatch";
import { readBoundedFile } from "./bounded-file";
import type { ClaimOf } from "./claims";
import { parseEnvelope } from "./envelope";
import { evidenceRows } from "./evidence-row";
import { keyringOf } from "./keyring";
import { listEvidence } from "./list-evidence";
import { parseStatement } from "./statement";
import { verifyBytes, type Trusting, type VerifiedStatement } from "./verify-statement";

/** What a change of the trust is judged from. */
export interface TrustChangePlace {
  readonly root: string;
  /** Folder of evidence below `root`; trusts of the past lie in its folder `trust`, each under its hash. */
  readonly folder: string;
  readonly system: string;
  /** Hash of the trust that progress names, and of the one that stands there now. */
  readonly before: string;
  readonly after: string;
  readonly now: string;
  /** Ids of evidence that was taken back. */
  readonly withdrawn?: readonly string[];
}

/** Where a trust of the past lies: `evidence/trust/<64 hex digits>.yaml`. */
export const pastTrustPath = (folder: string, hash: string): string =>
  `${folder}/trust/${hash.replace(/^v\d+:/, "")}.yaml`;

/**
 * Judges whether a threshold of the previous keys signed the change. The trust before is read by its hash, so nobody can put
 * another in its place; signatures are checked with its keys, and what the changed trust says plays no part.
 */
export function judgeTrustChange(place: TrustChangePlace): Verdict {
  const what = `trust ${place.before} to ${place.after}`;
  const remedy = `people of the previous trust: npx sluice sign trust-change --claim before=${place.before} --claim after=${place.after}`;
  if (place.before === place.after) return pass("trust: is the one that progress names");
  const previous = previousTrust(place);
  if (typeof previous === "string")
    return undecided(
      `${what}: ${previous}`,
      `put the previous trust back as "${pastTrustPath(place.folder, place.before)}"`,
    );
  const signatures = signaturesOn(place, previous);
  if (typeof signatures === "string") return undecided(`${what}: ${signatures}`, remedy);
  const { holds, reason } = trustChange(previous, signatures.counting, place.now);
  const why = [`${what}: ${reason}`, ...signatures.problems.slice(0, 3)].join("; ");
  return holds ? pass(`${what}: ${reason}`) : fail(why, remedy);
}

function previousTrust({ root, folder, before }: TrustChangePlace): Trust | string {
  const path = pastTrustPath(folder, before);
  const file = readBoundedFile(root, path);
  if (file.kind !== "present")
    return `the previous trust "${path}" ${file.kind === "invalid" ? file.reason : "is absent"}`;
  const reading = readTrust(file.value.toString("utf8"));
  if (reading.kind === "invalid") return `the previous trust "${path}" cannot be read`;
  return reading.hash === before ? reading.trust : `"${path}" is not the previous trust, got ${reading.hash}`;
}

interface Signatures {
  readonly counting: readonly ChangeSignature[];
  /** What is meant for a change of the trust and does not count, one line each. */
  readonly problems: readonly string[];
}

function signaturesOn(place: TrustChangePlace, previous: Trust): Signatures | string {
  const paths = listEvidence(place.root, place.folder);
  if (paths.kind === "invalid") return paths.reason;
  const trusting = { keyring: keyringOf(previous), now: place.now };
  const counting: ChangeSignature[] = [];
  const problems: string[] = [];
  for (const path of paths.kind === "present" ? paths.value : []) {
    const file = readBoundedFile(place.root, path);
    if (file.kind !== "present" || !isTrustChange(file.value)) continue;
    const signature = signatureIn(file.value, place, trusting);
    if (typeof signature === "string") problems.push(`"${path}" ${signature}`);
    else counting.push(signature);
  }
  return { counting, problems };
}

/** The signature that a file holds, or why it does not count. */
function signatureIn(bytes: Uint8Array, place: TrustChangePlace, trusting: Trusting): ChangeSignature | string {
  const verified = verifyBytes(bytes, trusting);
  if (verified.kind === "invalid") return verified.reason;
  return problemOf(place, verified.value) ?? { keyId: verified.value.key.id, valid: true };
}

/** Whether a file says that it is about a change of the trust. What it says is not believed yet. */
function isTrustChange(bytes: Uint8Array): boolean {
  const envelope = parseEnvelope(bytes);
  if (envelope.kind !== "present") return false;
  const parsed = parseStatement(Buffer.from(envelope.value.payload, "base64"));
  return parsed.kind === "present" && parsed.value.kind === "trust-change";
}

/** Why a signature that holds is none on this change now, or nothing. */
function problemOf(place: TrustChangePlace, { parsed: { statement }, id }: VerifiedStatement): string | undefined {
  if (place.withdrawn?.includes(id) === true) return "was withdrawn";
  const { bound, claim, ...times } = statement.predicate;
  const { before, after } = claim as ClaimOf<"trust-change">;
  if (bound.system !== place.system) return `is for the system "${bound.system}", must be for "${place.system}"`;
  if (before !== place.before || after !== place.after) return `is for the change of ${before} to ${after}`;
  return timeMismatch({ ...times, maximumAgeSeconds: evidenceRows["trust-change"].maximumAgeSeconds }, place.now);
}
