import { fail, pass, undecided, type Verdict } from "../release/verdict";
import { readTrust } from "../trust/read-trust";
import { trustChange, type ChangeSignature } from "../trust/trust-change";
import type { Trust } from "../trust/trust";
import { readBoundedFile } from "./bounded-file";
import type { ClaimOf } from "./claims";
import { keyringOf } from "./keyring";
import { listEvidence } from "./list-evidence";
import { verifyBytes } from "./verify-statement";

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
  const { holds, reason } = trustChange(previous, signatures, place.now);
  return holds ? pass(`${what}: ${reason}`) : fail(`${what}: ${reason}`, remedy);
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

function signaturesOn(place: TrustChangePlace, previous: Trust): readonly ChangeSignature[] | string {
  const paths = listEvidence(place.root, place.folder);
  if (paths.kind === "invalid") return paths.reason;
  const trusting = { keyring: keyringOf(previous), now: place.now };
  return (paths.kind === "present" ? paths.value : []).flatMap((path): readonly ChangeSignature[] => {
    const file = readBoundedFile(place.root, path);
    const verified = file.kind === "present" ? verifyBytes(file.value, trusting) : file;
    if (verified.kind !== "present" || verified.value.parsed.kind !== "trust-change") return [];
    const { bound, claim } = verified.value.parsed.statement.predicate;
    const { before, after } = claim as ClaimOf<"trust-change">;
    const valid = bound.system === place.system && before === place.before && after === place.after;
    return [{ keyId: verified.value.key.id, valid }];
  });
}
