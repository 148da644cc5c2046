import { generateKeyPairSync } from "node:crypto";
import { stringify } from "yaml";

/** A fresh public key in PEM; its private half is thrown away. */
export const freshPem = (type: "ed25519" | "p256" | "p384" | "rsa" = "ed25519"): string => {
  const { publicKey } =
    type === "ed25519"
      ? generateKeyPairSync("ed25519")
      : type === "rsa"
        ? generateKeyPairSync("rsa", { modulusLength: 2048 })
        : generateKeyPairSync("ec", { namedCurve: type === "p256" ? "prime256v1" : "secp384r1" });
  return publicKey.export({ type: "spki", format: "pem" }).toString();
};

/** A trust as a person writes it, with three people, one machine and four keys. */
export const sampleTrust = () => ({
  people: [
    { name: "ada", roles: ["security", "technical-lead"], authors: ["Ada@example.org"] },
    { name: "ben", roles: ["product-owner"] },
    { name: "cleo", roles: ["security"] },
  ],
  machines: [{ name: "build", roles: ["ci"] }],
  keys: [
    { id: "ada-2026", holder: "ada", "public key": freshPem(), from: "2026-01-01", until: "2027-01-01" },
    { id: "ben-2026", holder: "ben", "public key": freshPem("p256"), from: "2026-01-01", until: "2027-01-01" },
    { id: "cleo-2026", holder: "cleo", "public key": freshPem(), from: "2026-01-01", until: "2027-01-01" },
    { id: "build-1", holder: "build", "public key": freshPem(), from: "2026-01-01", until: "2027-01-01" },
  ],
  revocations: [] as { key: string; at: string; reason: string }[],
  waivers: [{ gates: ["code-quality"], roles: ["technical-lead"], "at most": "2 days" }],
  "minimum gates": ["approvals", "provenance"],
  change: { threshold: 2, roles: ["security", "technical-lead"] },
});

/** The text of a written trust. */
export const trustText = (written: object): string => stringify(written, { aliasDuplicateObjects: false });
