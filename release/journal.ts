import type { Hold } from "./hold";
import type { Instant } from "./instant";

/** A hold as the journal recorded it, with what it takes to recognise the held release under another id. What is not known is left out, and then counts against the release. */
export interface HoldRecord extends Hold {
  /** Artifacts of the held release, so that another plan or template does not free it. */
  readonly artifacts?: Readonly<Record<string, string>>;
  /** Source revision of the held release, so that a rebuild does not free it. */
  readonly sourceRevision?: string;
}

/** Signed and verified evidence that lifts one hold, which it names by release and time. */
export interface HoldLift {
  readonly release: string;
  readonly at: Instant;
}

/** What the verified journal says that the judge must know. Evidence that does not verify is not in here. */
export interface Journal {
  /** Hash of the newest entry. */
  readonly head: string;
  /** Whether the entry that progress names stands in this chain. False: entries were cut off. */
  readonly reachesProgress: boolean;
  /** Whether it records a bootstrap, so that progress must exist. */
  readonly bootstrapped: boolean;
  /** Every hold ever recorded, oldest first, deleted ones too. */
  readonly holds: readonly HoldRecord[];
  /** Every hold that was lifted. */
  readonly lifts: readonly HoldLift[];
}
