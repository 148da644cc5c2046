import { generateKeyPairSync } from "node:crypto";
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { network } from "./network";

/** A certificate with its key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** The keys of one run: its authority, the API server's certificate, and the key that signs service account tokens. */
export interface Keys {
  readonly authority: KeyPair;
  readonly server: KeyPair;
  readonly serviceAccounts: { readonly privateKey: string; readonly publicKey: string };
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const oneDay = 24 * 60 * 60 * 1000;

/** Makes fresh keys. They are valid for ten days: a lab is short-lived, and a forgotten one must not stay trusted. */
export async function makeKeys(now: Date): Promise<Keys> {
  const valid = { notBefore: new Date(now.getTime() - oneDay), notAfter: new Date(now.getTime() + 10 * oneDay) };
  const [authorityKeys, serverKeys] = await Promise.all([keyPair(), keyPair()]);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...valid,
    serialNumber: "01",
    name: "CN=lab authority",
    keys: authorityKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const server = await x509.X509CertificateGenerator.create({
    ...valid,
    serialNumber: "02",
    subject: "CN=lab API server",
    issuer: authority.subject,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: serverExtensions(),
  });
  return {
    authority: { certificate: authority.toString("pem"), key: await privateKey(authorityKeys) },
    server: { certificate: server.toString("pem"), key: await privateKey(serverKeys) },
    serviceAccounts: signingKeys(),
  };
}

function serverExtensions(): x509.Extension[] {
  return [
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([
      { type: "ip", value: network.nodeAddress },
      { type: "ip", value: "127.0.0.1" },
      { type: "dns", value: "localhost" },
      { type: "dns", value: "kubernetes.default.svc" },
    ]),
  ];
}

function keyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

async function privateKey(keys: CryptoKeyPair): Promise<string> {
  const bytes = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return x509.PemConverter.encode(bytes, "PRIVATE KEY");
}

function signingKeys(): Keys["serviceAccounts"] {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    privateKey: pair.privateKey.export({ type: "sec1", format: "pem" }).toString(),
    publicKey: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}
