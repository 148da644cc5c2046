import { createPublicKey, sign, type KeyObject } from "node:crypto";
import { envelopeToJSON } from "@sigstore/bundle";
import { DSSEBundleBuilder } from "@sigstore/sign";
import { Envelope } from "./envelope";
import { statementPayloadType, type Statement } from "./statement";

/** A private key with the name under which the trust knows its public half. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

/** Signs a statement as a DSSE envelope, offline: no certificate, no log, no time stamp. */
export async function signEnvelope(statement: Statement, { id, privateKey }: SigningKey): Promise<Envelope> {
  const publicKey = createPublicKey(privateKey).export({ format: "pem", type: "spki" }).toString();
  const builder = new DSSEBundleBuilder({
    signer: {
      sign: (data) =>
        Promise.resolve({
          // Ed25519 hashes by itself; ECDSA P-256 goes with SHA-256.
          signature: sign(privateKey.asymmetricKeyType === "ed25519" ? null : "sha256", data, privateKey),
          key: { $case: "publicKey", publicKey, hint: id },
        }),
    },
    witnesses: [],
  });
  const { content } = await builder.create({
    data: Buffer.from(`${JSON.stringify(statement, null, 2)}\n`),
    type: statementPayloadType,
  });
  if (content.$case !== "dsseEnvelope") throw new Error(`signing "${id}": the library gave no DSSE envelope`);
  return Envelope.parse(envelopeToJSON(content.dsseEnvelope));
}
