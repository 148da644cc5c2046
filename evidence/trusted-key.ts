import type { KeyObject } from "node:crypto";
import type { Instant } from "../release/instant";

/** A public key as the trust gives it, ready for checking signatures. */
export interface TrustedKey {
  /** What an envelope calls it: a hint, never a proof. */
  readonly id: string;
  /** ECDSA P-256 or Ed25519, nothing else. */
  readonly publicKey: KeyObject;
  /** The person or machine that holds it. */
  readonly holder: Holder;
  /** From when to when it counts. */
  readonly from: Instant;
  readonly until: Instant;
  /** Why it is revoked, when it is. A revoked key voids what it ever signed, whenever that says it was issued. */
  readonly revoked?: string;
}

/** Who holds a key. One person may hold several; duties are separated by person, never by key. */
export interface Holder {
  readonly kind: "person" | "machine";
  readonly name: string;
  readonly roles: readonly string[];
}

/** Every key that the trust knows, by its id. */
export type Keyring = ReadonlyMap<string, TrustedKey>;
