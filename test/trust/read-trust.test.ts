import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemLine } from "../../plan/problem";
import { readTrust } from "../../trust/read-trust";
import type { Trust } from "../../trust/trust";
import { freshPem, sampleTrust, trustText } from "../support/sample-trust";

type Written = ReturnType<typeof sampleTrust>;
const read = (change: (written: Written) => void = () => undefined) => {
  const written = sampleTrust();
  change(written);
  return readTrust(trustText(written));
};
const lines = (change: (written: Written) => void): string[] => {
  const reading = read(change);
  return reading.kind === "invalid" ? reading.problems.map(problemLine) : [];
};
const first = <T>(list: T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error("the sample is empty");
  return one;
};

describe("a trust", () => {
  it("is read with moments in UTC, seconds, and authors in lower case", () => {
    const reading = read();
    expect(reading.kind).toBe("valid");
    const { trust } = reading as { trust: Trust };
    expect(trust.people[0]).toEqual({
      name: "ada",
      roles: ["security", "technical-lead"],
      authors: ["ada@example.org"],
    });
    expect(trust.keys.map(({ from, until }) => `${from} ${until}`)).toEqual(
      Array.from({ length: 4 }, () => "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z"),
    );
    expect(trust.waivers).toEqual([{ gates: ["code-quality"], roles: ["technical-lead"], atMostSeconds: 172_800 }]);
    expect(trust.minimumGates).toEqual(["approvals", "provenance"]);
  });

  it("has a hash that layout and comments do not change, and everything else does", () => {
    const text = trustText(sampleTrust());
    const hash = (of: string) => (readTrust(of) as { hash: string }).hash;
    expect(hash(text)).toMatch(/^v1:[0-9a-f]{64}$/);
    expect(hash(`# a comment\n${text}\n`)).toBe(hash(text));
    expect(
      hash(
        text.replace("threshold: 2", "threshold: 3").replace("- product-owner", "- product-owner\n      - security"),
      ),
    ).not.toBe(hash(text));
  });

  it("lists every problem at once", () => {
    expect(
      lines((written) => {
        first(written.keys).holder = "eve";
        written.change.threshold = 5;
        written.revocations.push({ key: "nobody-1", at: "2026-02-01", reason: "lost" });
      }),
    ).toEqual([
      'keys[0].holder: must be one of ada, ben, cleo, build, got "eve"',
      'revocations[0].key: must be one of ada-2026, ben-2026, cleo-2026, build-1; a revoked key stays in the list, got "nobody-1"',
      "change.threshold: must be at most the number of people with a key and such a role, 1, got 5",
    ]);
  });

  it.each<[string, (written: Written) => void, string]>([
    ["no minimum gates", (w) => (w["minimum gates"] = []), "minimum gates"],
    ["an unknown gate", (w) => (w["minimum gates"] = ["aprovals"]), "minimum gates[0]"],
    ["a person twice", (w) => w.people.push({ ...first(w.people), roles: ["qa"] }), "people and machines"],
    [
      "a machine named like a person",
      (w) => {
        first(w.machines).name = "ada";
        w.keys.pop();
      },
      "people and machines",
    ],
    ["a machine with a role of people", (w) => (first(w.machines).roles = ["security"]), "machines[0].roles[0]"],
    ["a person without roles", (w) => (first(w.people).roles = []), "people[0].roles"],
    ["a key that ends before it begins", (w) => (first(w.keys).until = "2025-01-01"), "keys[0].until"],
    ["a key under two names", (w) => (w.keys[1] = { ...first(w.keys), id: "ada-copy" }), "keys[1].public key"],
    ["an RSA key", (w) => (first(w.keys)["public key"] = freshPem("rsa")), "keys[0].public key"],
    ["a key on another curve", (w) => (first(w.keys)["public key"] = freshPem("p384")), "keys[0].public key"],
    ["the 30th of February", (w) => (first(w.keys).from = "2026-02-30"), "keys[0].from"],
    ["a waiver of eight days", (w) => (first(w.waivers)["at most"] = "8 days"), "waivers[0].at most"],
    ["a waiver of approvals", (w) => (first(w.waivers).gates = ["approvals"]), "waivers[0].gates"],
    ["a waiver by a role that nobody holds", (w) => (first(w.waivers).roles = ["ghost"]), "waivers[0].roles"],
    ["a change by one person", (w) => (w.change.threshold = 1), "change.threshold"],
    [
      "a threshold that a revoked key makes unreachable",
      (w) => w.revocations.push({ key: "ada-2026", at: "2026-02-01", reason: "lost" }),
      "change.threshold",
    ],
  ])("is refused with %s, in one line", (_fault, change, path) => {
    const found = lines(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path.replace(/[[\]]/g, "\\$&")}: `));
  });

  it("never repeats a private key that stands where a public one belongs", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const found = lines((written) => (first(written.keys)["public key"] = pem));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("a private key must never stand here");
    expect(found.join()).not.toContain(pem.split("\n")[1]);
  });

  it("never throws, whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => readTrust(text).kind === "invalid"),
      { numRuns: 500 },
    );
  });
});
