import { createPublicKey, type KeyObject } from "node:crypto";

/** A key that signatures can be checked with, or why the text is none. Only ECDSA on P-256 and Ed25519 are taken. */
export type PublicKeyReading =
  { readonly kind: "valid"; readonly key: KeyObject } | { readonly kind: "invalid"; readonly problem: string };

const wanted = 'must be a public key in PEM ("-----BEGIN PUBLIC KEY-----"), ECDSA on P-256 or Ed25519';

/** Reads a public key from PEM. A private key is refused by name: it must not stand here. */
export function publicKey(pem: string): PublicKeyReading {
  if (/PRIVATE KEY/.test(pem)) return { kind: "invalid", problem: `${wanted}; a private key must never stand here` };
  if (!/^-----BEGIN PUBLIC KEY-----\n/.test(pem)) return { kind: "invalid", problem: wanted };
  try {
    const key = createPublicKey({ key: pem, format: "pem" });
    return isTaken(key) ? { kind: "valid", key } : { kind: "invalid", problem: wanted };
  } catch {
    return { kind: "invalid", problem: wanted };
  }
}

const isTaken = (key: KeyObject): boolean =>
  key.asymmetricKeyType === "ed25519" ||
  (key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1");
