import type { Instant } from "../release/instant";
import type { ClaimOf } from "./claims";
import type { EvidenceKind } from "./evidence-kind";
import type { BoundField } from "./evidence-row";
import type { Measured } from "./reports/measured";
import type { Bound } from "./statement";
import type { Holder } from "./trusted-key";

/** A signed fact: its signature holds, its key counts now, its signer may sign this kind, its report says what it says. */
export interface Evidence<K extends EvidenceKind = EvidenceKind> {
  readonly kind: K;
  /** SHA-256 of the payload: the name that a withdrawal and the journal use. Wrapping a payload anew does not change it. */
  readonly id: string;
  readonly path: string;
  readonly signer: Holder;
  readonly keyId: string;
  readonly bound: Bound;
  /** The fields that evidence of this kind must be bound by. */
  readonly boundBy: readonly BoundField[];
  /** Image digest by service; empty for kinds that are not about artifacts. */
  readonly artifacts: Readonly<Record<string, string>>;
  readonly issued: Instant;
  readonly notBefore?: Instant;
  readonly expires?: Instant;
  /** How old evidence of this kind may be. */
  readonly maximumAgeSeconds: number;
  readonly claim: ClaimOf<K>;
  /** What the raw report says, for kinds that rest on one. */
  readonly measured?: Measured;
}

/** Evidence of one of the kinds, as a union that its `kind` tells apart. */
export type AnyEvidence = { readonly [K in EvidenceKind]: Evidence<K> }[EvidenceKind];

/** What one file turned out to be. Absent is evidence that the journal has seen and that is gone: its file is, or holds something else now. */
export type EvidenceFinding =
  | { readonly kind: "absent"; readonly path: string; readonly reason: string; readonly claims: ClaimedEvidence }
  | { readonly kind: "invalid"; readonly path: string; readonly reason: string; readonly claims?: ClaimedEvidence }
  | { readonly kind: "present"; readonly path: string; readonly evidence: AnyEvidence };

/** What a file that may not be used says it is. It steers messages and never a verdict towards `pass`. */
export interface ClaimedEvidence {
  readonly kind: EvidenceKind;
  /** Role, suite, store or whatever tells evidence of one kind apart. */
  readonly about?: string;
  /** The release and phase it is about, when the journal says so. */
  readonly release?: string;
  readonly phase?: string;
}

/** A file that was read, so that another judge can make sure it reads the same bytes. */
export interface ReadFile {
  readonly path: string;
  readonly sha256: string;
}

/** Everything that was found in the files of evidence. */
export interface EvidenceSet {
  /** In the order of the paths. */
  readonly findings: readonly EvidenceFinding[];
  /** Why the set as a whole may not be used, one line each: then no gate can be judged. */
  readonly problems: readonly string[];
  /** Every file that was read, envelopes and reports, in the order of the paths. */
  readonly files: readonly ReadFile[];
}
