import { beforeEach, describe, expect, it } from "vitest";
import { parseEnvelope } from "../../evidence/envelope";
import type { Keyring } from "../../evidence/trusted-key";
import { verifyBytes } from "../../evidence/verify-statement";
import { accepted, fuzz, mutations, originals, type Original } from "../support/evidence/mutants";
import { now } from "../support/evidence/pieces";

let all: readonly Original[];
let keyring: Keyring;
let made: ReturnType<typeof originals> | undefined;
beforeEach(async () => {
  ({ all, keyring } = await (made ??= originals()));
});

const reason = (bytes: Buffer, at = now): string => {
  const read = verifyBytes(bytes, { keyring, now: at });
  return read.kind === "invalid" ? read.reason : read.kind;
};
const changed = (change: (envelope: Record<string, unknown>) => void): Buffer => {
  const envelope = JSON.parse(all[0]?.bytes.toString() ?? "") as Record<string, unknown>;
  change(envelope);
  return Buffer.from(JSON.stringify(envelope));
};

describe("an envelope", () => {
  it("is accepted when it is genuine, with ECDSA P-256 and with Ed25519", () => {
    expect(all.map(({ bytes, says }) => accepted(bytes, keyring) === says)).toEqual(all.map(() => true));
    const types = new Set(
      all.map(({ envelope }) => keyring.get(envelope.signatures[0]?.keyid ?? "")?.publicKey.asymmetricKeyType),
    );
    expect(types).toEqual(new Set(["ec", "ed25519"]));
  });

  it.each([
    ["has no signature", (e: Record<string, unknown>) => (e["signatures"] = []), "is not signed"],
    [
      "has two signatures",
      (e: Record<string, unknown>) =>
        (e["signatures"] = [...(e["signatures"] as unknown[]), ...(e["signatures"] as unknown[])]),
      "must have exactly one signature, got 2",
    ],
    [
      "names an unknown key",
      (e: Record<string, unknown>) => (e["signatures"] = [{ keyid: "mallory", sig: "AAAA" }]),
      'is signed with a key that the trust does not know, got "mallory"',
    ],
    [
      "names no key",
      (e: Record<string, unknown>) => (e["signatures"] = [{ keyid: "", sig: "AAAA" }]),
      "signatures.0.keyid: names no key",
    ],
    [
      "is of another type",
      (e: Record<string, unknown>) => (e["payloadType"] = "text/plain"),
      'payloadType: Invalid input: expected "application/vnd.in-toto+json"',
    ],
    [
      "has loose base64",
      (e: Record<string, unknown>) => (e["payload"] = `${String(e["payload"])} `),
      "payload: must be canonical base64",
    ],
    ["has no payload", (e: Record<string, unknown>) => (e["payload"] = ""), "payload: must not be empty"],
    [
      "says more than it may",
      (e: Record<string, unknown>) => (e["comment"] = "trust me"),
      'the document: Unrecognized key: "comment"',
    ],
    [
      "was changed",
      (e: Record<string, unknown>) => (e["payload"] = Buffer.from("{}").toString("base64")),
      'has a signature that does not fit its payload and the key "sam-2026"',
    ],
  ])("is refused by name when it %s", (_, change, text) => {
    expect(reason(changed(change))).toBe(text);
  });

  it.each([
    [
      "before its key counts",
      "2025-12-31T23:59:59Z",
      'is signed with the key "sam-2026", which counts only from 2026-01-01T00:00:00Z',
    ],
    [
      "after its key counted",
      "2027-01-01T00:00:00Z",
      'is signed with the key "sam-2026", which counted until 2027-01-01T00:00:00Z',
    ],
  ])("is refused %s", (_, at, text) => {
    expect(reason(all[0]?.bytes ?? Buffer.alloc(0), at)).toBe(text);
  });

  it("is refused by name when it is no JSON", () => {
    expect(reason(Buffer.from("{"))).toBe("is not valid JSON");
  });

  it("can be looked into without checking its signature", () => {
    expect(parseEnvelope(all[0]?.bytes ?? Buffer.alloc(0)).kind).toBe("present");
  });

  it("is never accepted as what it is not: 500 mutants", () => {
    const { forged, harmless } = fuzz(all, keyring, 500, 20261121);
    expect(forged).toEqual([]);
    // Harmless ones show that the fuzzer can tell: white space, and the other half of a signature, change no word.
    expect(harmless["white space"]).toBeGreaterThan(20);
    expect(Object.keys(mutations)).toHaveLength(20);
  });
});
