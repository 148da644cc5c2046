import { toDSSEBundle } from "@sigstore/bundle";
import { toSignedEntity, Verifier } from "@sigstore/verify";
import { z } from "zod";
import type { Parsed } from "./parsed";
import { issueLine, statementPayloadType } from "./statement";
import { parseStrictJson } from "./strict-json";
import type { Keyring, TrustedKey } from "./trusted-key";

/** Only the one canonical way to write bytes in base64: a decoder that passes over rubbish gives one text many forms. */
const base64 = z
  .string()
  .min(1, "must not be empty")
  .refine((text) => Buffer.from(text, "base64").toString("base64") === text, "must be canonical base64");

const Signature = z.strictObject({ keyid: z.string().min(1, "names no key").max(500), sig: base64 }).readonly();

/** Schema of a DSSE envelope with exactly one signature: two people sign two files. */
export const Envelope = z
  .strictObject({
    payloadType: z.literal(statementPayloadType),
    payload: base64,
    signatures: z.array(Signature).readonly(),
  })
  .readonly();
/** A DSSE envelope. */
export type Envelope = z.infer<typeof Envelope>;

/** An envelope whose signature was checked against a key of the trust. */
export interface OpenedEnvelope {
  readonly payload: Buffer;
  readonly key: TrustedKey;
}

/** Reads the bytes of an envelope, without checking its signature: for people who want to see what is in it. */
export function parseEnvelope(bytes: Uint8Array): Parsed<Envelope> {
  const json = parseStrictJson(bytes);
  if (json.kind !== "present") return json;
  const parsed = Envelope.safeParse(json.value);
  return parsed.success
    ? { kind: "present", value: parsed.data }
    : { kind: "invalid", reason: issueLine(parsed.error) };
}

/**
 * Opens an envelope: the payload is given out only when the signature over it and its type holds for the key that the
 * envelope names. Whether that key may sign this, and now, is asked elsewhere.
 */
export function openEnvelope(envelope: Envelope, keyring: Keyring): Parsed<OpenedEnvelope> {
  const [signature, ...more] = envelope.signatures;
  if (signature === undefined) return { kind: "invalid", reason: "is not signed" };
  if (more.length > 0) {
    return { kind: "invalid", reason: `must have exactly one signature, got ${envelope.signatures.length}` };
  }
  const key = keyring.get(signature.keyid);
  if (key === undefined) {
    return { kind: "invalid", reason: `is signed with a key that the trust does not know, got "${signature.keyid}"` };
  }
  const payload = Buffer.from(envelope.payload, "base64");
  return verified({ payload, signature, key })
    ? { kind: "present", value: { payload, key } }
    : { kind: "invalid", reason: `has a signature that does not fit its payload and the key "${key.id}"` };
}

interface Signed {
  readonly payload: Buffer;
  readonly signature: z.infer<typeof Signature>;
  readonly key: TrustedKey;
}

/** The library computes the pre-authentication encoding and checks the signature; there are no certificates and logs here. */
function verified({ payload, signature: { sig, keyid }, key }: Signed): boolean {
  const bundle = toDSSEBundle({
    artifact: payload,
    artifactType: statementPayloadType,
    signature: Buffer.from(sig, "base64"),
    keyHint: keyid,
  });
  const verifier = new Verifier(
    {
      certificateAuthorities: [],
      timestampAuthorities: [],
      tlogs: [],
      ctlogs: [],
      // Windows of validity are judged with the trust's own words, see `signer-problem.ts`.
      publicKey: () => ({ publicKey: key.publicKey, validFor: () => true }),
    },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  );
  try {
    verifier.verify(toSignedEntity(bundle));
    return true;
  } catch {
    return false;
  }
}
