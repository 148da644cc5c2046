import { beforeAll, describe, expect, it } from "vitest";
import type { Envelope } from "../../evidence/envelope";
import type { Keyring } from "../../evidence/trusted-key";
import { accepted, mutations, originals, randomFrom, type Original } from "../support/evidence/mutants";
import { secondVerifier, verifyElsewhere } from "../support/evidence/second-verifier";

const verifier = secondVerifier();
if ("missing" in verifier)
  console.warn(`second verifier: skipped, Python's securesystemslib cannot be had (${verifier.missing})`);
const python = "python" in verifier ? verifier.python : "";

let all: readonly Original[];
let keyring: Keyring;
beforeAll(async () => {
  ({ all, keyring } = await originals());
});
const keys = (): Record<string, string> =>
  Object.fromEntries(
    [...keyring].map(([id, { publicKey }]) => [id, publicKey.export({ format: "pem", type: "spki" }).toString()]),
  );

describe.skipIf(python === "")("Python's securesystemslib, which shares no code with ours", () => {
  it("verifies every envelope that we sign, for the key that signed it", () => {
    const verified = verifyElsewhere(
      python,
      keys(),
      all.map(({ envelope }) => envelope),
    );
    expect(verified).toEqual(all.map(({ envelope }) => envelope.signatures.map(({ keyid }) => keyid)));
  });

  it("refuses every mutant that we refuse for its signature, and takes every one that we take", () => {
    const random = randomFrom(7);
    const names = [
      "a bit of the payload",
      "a bit of the signature",
      "another payload",
      "the payload of another",
      "the signature of another",
      "the name of another key",
      "a stranger's signature",
      "a signature over the bare payload",
      "the other half of an ECDSA signature",
      "zeros for a signature",
    ];
    const mutants = Array.from({ length: 300 }, (_, at) => {
      const envelope = all[random(all.length)]?.envelope;
      if (envelope === undefined) throw new Error("there is no original");
      return String(mutations[names[at % names.length] ?? ""]?.(envelope, all, random));
    });
    const elsewhere = verifyElsewhere(
      python,
      keys(),
      mutants.map((text) => JSON.parse(text) as Envelope),
    );
    const here = mutants.map((text) => accepted(Buffer.from(text), keyring) !== undefined);
    expect(elsewhere.map((verified) => verified.length > 0)).toEqual(here);
    expect(here.filter(Boolean).length).toBeGreaterThan(30);
    expect(here.filter((yes) => !yes).length).toBeGreaterThan(150);
  });
});
