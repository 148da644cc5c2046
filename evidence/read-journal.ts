import type { HoldLift, HoldRecord, Journal } from "../release/journal";
import { absent, present, unknown, type Known } from "../release/known";
import { secondsOf, type Instant } from "../release/instant";
import { readBoundedFile } from "./bounded-file";
import type { ClaimOf } from "./claims";
import { evidenceRows } from "./evidence-row";
import { parseChain, type ChainLink } from "./journal-chain";
import type { Recorded } from "./journal-entry";
import type { Envelope } from "./envelope";
import { parseStatement } from "./statement";
import { verifyEnvelope, type Trusting } from "./verify-statement";

/** Evidence that was taken back. It no longer counts, for whichever gate. */
export interface Withdrawal {
  /** Id of the evidence. */
  readonly evidence: string;
  readonly reason: string;
  readonly by: string;
}

/** Evidence that the journal has seen, and when: if its file is gone, somebody removed it. */
export type RecordedEvidence = Extract<Recorded, { kind: "evidence" }> & { readonly at: Instant };

/** The whole chain, checked, and what follows from it. */
export interface VerifiedJournal extends Journal {
  readonly links: readonly ChainLink[];
  readonly evidence: readonly RecordedEvidence[];
  readonly withdrawals: readonly Withdrawal[];
  /** What a person should know although the chain holds, one line each: a lift that does not count, say. */
  readonly problems: readonly string[];
}

/** Where a journal is, and what it must agree with. */
export interface JournalPlace extends Trusting {
  readonly root: string;
  readonly path: string;
  readonly system: string;
  readonly stack: string;
  /** The head that progress names; left out when there is no progress yet. */
  readonly progressHead?: string;
}

/** The largest journal that is read: 32 MiB. */
export const journalBytes = 32 * 1024 * 1024;

/** Reads and checks the journal. A chain that does not hold is unknown: nothing in it is believed, not even what would lower a share. */
export function readJournal(place: JournalPlace): Known<VerifiedJournal> {
  const file = readBoundedFile(place.root, place.path, journalBytes);
  if (file.kind === "absent") return absent;
  const what = `journal "${place.path}"`;
  if (file.kind === "invalid") return unknown(`${what}: ${file.reason}`);
  const chain = parseChain(file.value);
  if (chain.kind === "invalid") return unknown(`${what}: ${chain.reason}`);
  const opened = chain.value[0]?.entry.recorded;
  if (opened?.kind !== "opened" || opened.system !== place.system || opened.stack !== place.stack) {
    return unknown(`${what}: is not the journal of "${place.system}" on "${place.stack}"`);
  }
  return present(fold(chain.value, place));
}

function fold(links: readonly ChainLink[], place: JournalPlace): VerifiedJournal {
  const holds: HoldRecord[] = [];
  const lifts: HoldLift[] = [];
  const evidence: RecordedEvidence[] = [];
  const withdrawals: Withdrawal[] = [];
  const problems: string[] = [];
  for (const [index, { entry }] of links.entries()) {
    const { recorded } = entry;
    if (recorded.kind === "hold") holds.push(holdOf(recorded));
    if (recorded.kind === "evidence") evidence.push({ ...recorded, at: entry.at });
    if (recorded.kind === "withdrawal") {
      const withdrawal = withdrawalOf(recorded.envelope, place);
      if (withdrawal === undefined) problems.push(`withdrawal in entry ${index + 1}: names no evidence`);
      else withdrawals.push(withdrawal);
    }
    if (recorded.kind === "lift") {
      const lift = liftOf(recorded.envelope, entry.at, place);
      if (typeof lift === "string") problems.push(`lift in entry ${index + 1}: ${lift}`);
      else lifts.push(lift);
    }
  }
  return {
    links,
    head: links.at(-1)?.hash ?? "",
    reachesProgress: place.progressHead === undefined || links.some(({ hash }) => hash === place.progressHead),
    bootstrapped: links.some(
      ({ entry: { recorded } }) => recorded.kind === "transition" && recorded.move === "bootstrap",
    ),
    holds,
    lifts,
    evidence,
    withdrawals,
    problems,
  };
}

const holdOf = ({ kind: _kind, ...hold }: Extract<Recorded, { kind: "hold" }>): HoldRecord => hold;

/**
 * A withdrawal only lowers what counts, so it holds for whoever wrote it, by whatever key, as long as it can be read: a
 * key that is revoked later must not bring back what it took back.
 */
export function withdrawalOf({ payload, signatures }: Envelope, { keyring }: Trusting): Withdrawal | undefined {
  const parsed = parseStatement(Buffer.from(payload, "base64"));
  if (parsed.kind !== "present" || parsed.value.kind !== "withdrawal") return undefined;
  const claim = parsed.value.statement.predicate.claim as ClaimOf<"withdrawal">;
  return { ...claim, by: keyring.get(signatures[0]?.keyid ?? "")?.holder.name ?? "an unknown signer" };
}

/** A lift raises a ceiling: it counts only with every check that any other evidence must pass, and when it was recorded in time. */
function liftOf(envelope: Envelope, recordedAt: Instant, place: JournalPlace): HoldLift | string {
  const verified = verifyEnvelope(envelope, place);
  if (verified.kind === "invalid") return verified.reason;
  const { kind, statement } = verified.value.parsed;
  const { bound, issued, claim } = statement.predicate;
  if (kind !== "hold-lift") return `is of the kind "${kind}"`;
  if (bound.system !== place.system || bound.stack !== place.stack) {
    return `is bound to "${bound.system}" on "${bound.stack ?? ""}"`;
  }
  const age = secondsOf(recordedAt) - secondsOf(issued);
  if (!(age >= 0 && age <= evidenceRows["hold-lift"].maximumAgeSeconds)) {
    return `was issued at ${issued} and recorded at ${recordedAt}, must be recorded within a day`;
  }
  const { heldRelease, heldAt } = claim as ClaimOf<"hold-lift">;
  return { release: heldRelease, at: heldAt };
}
