import { createHash } from "node:crypto";
import type { Instant } from "../release/instant";
import { openEnvelope, parseEnvelope, type Envelope } from "./envelope";
import type { Parsed } from "./parsed";
import { keyProblem, roleProblem } from "./signer-problem";
import { parseStatement, type ParsedStatement } from "./statement";
import type { Keyring, TrustedKey } from "./trusted-key";

/** A statement whose signature holds, by a key that counts now, of a holder who may sign this kind. */
export interface VerifiedStatement {
  readonly parsed: ParsedStatement;
  readonly key: TrustedKey;
  /** SHA-256 of the payload. */
  readonly id: string;
}

/** Who is believed, and when. */
export interface Trusting {
  readonly keyring: Keyring;
  readonly now: Instant;
}

/** Checks one envelope from its bytes to its signer. The first thing that is wrong is the reason. */
export function verifyBytes(bytes: Uint8Array, trusting: Trusting): Parsed<VerifiedStatement> {
  const envelope = parseEnvelope(bytes);
  return envelope.kind === "present" ? verifyEnvelope(envelope.value, trusting) : envelope;
}

/** Checks one envelope that was read already, as those in the journal are. */
export function verifyEnvelope(envelope: Envelope, { keyring, now }: Trusting): Parsed<VerifiedStatement> {
  const opened = openEnvelope(envelope, keyring);
  if (opened.kind !== "present") return opened;
  const { payload, key } = opened.value;
  const parsed = parseStatement(payload);
  if (parsed.kind !== "present") return parsed;
  const { issued, signer } = parsed.value.statement.predicate;
  if (signer !== key.id)
    return { kind: "invalid", reason: `names the key "${signer}" as its signer and is signed with "${key.id}"` };
  const reason = keyProblem(key, issued, now) ?? roleProblem(parsed.value, key);
  if (reason !== undefined) return { kind: "invalid", reason };
  return { kind: "present", value: { parsed: parsed.value, key, id: payloadId(payload) } };
}

/** The name of evidence: the SHA-256 of its payload, in hex. */
export const payloadId = (payload: Uint8Array): string => createHash("sha256").update(payload).digest("hex");
