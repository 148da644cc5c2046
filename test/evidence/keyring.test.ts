import { describe, expect, it } from "vitest";
import { keyringOf, personOf } from "../../evidence/keyring";
import type { Trust } from "../../trust/trust";
import { cast } from "../support/evidence/people";

const { trust } = cast();
const ofSam = trust.keys.find(({ id }) => id === "sam-2026");

describe("a keyring", () => {
  it("knows every key of the trust with its holder and its time", () => {
    const ring = keyringOf(trust);
    expect([...ring.keys()]).toEqual(trust.keys.map(({ id }) => id));
    const { publicKey, ...sam } = ring.get("sam-2026") ?? {};
    expect(sam).toEqual({
      id: "sam-2026",
      holder: { kind: "person", name: "sam", roles: ["security"] },
      from: "2026-01-01T00:00:00Z",
      until: "2027-01-01T00:00:00Z",
    });
    expect(publicKey?.export({ format: "pem", type: "spki" })).toBe(ofSam?.publicKey);
    expect(ring.get("scan-2026")?.holder).toEqual({ kind: "machine", name: "scan", roles: ["scanner"] });
  });

  it("says why a key is revoked, and says nothing of the others", () => {
    const revocations = [{ key: "sam-2026", at: "2026-11-01T00:00:00Z", reason: "stolen" }];
    const ring = keyringOf({ ...trust, revocations });
    expect(ring.get("sam-2026")?.revoked).toBe("stolen, at 2026-11-01T00:00:00Z");
    expect(ring.get("olga-2026")).not.toHaveProperty("revoked");
  });

  it.each<readonly [string, (trust: Trust) => Trust]>([
    [
      "that cannot be read",
      (one) => ({ ...one, keys: [{ id: "x", holder: "sam", publicKey: "?", from: "", until: "" }] }),
    ],
    ["that nobody holds", (one) => ({ ...one, people: [], machines: [] })],
  ])("leaves out a key %s", (_, change) => {
    expect(keyringOf(change(trust)).size).toBe(0);
  });
});

describe("the author of a commit", () => {
  it.each([
    ["by address", "ada@example.org", "ada"],
    ["by address in other letters", "ADA@Example.org", "ada"],
    ["by name", "Sam", "sam"],
    ["as written, when the trust knows nobody of that name", "Zoe", "Zoe"],
  ])("is known %s", (_, author, person) => {
    expect(personOf(trust, author)).toBe(person);
  });

  it("is known by a name that the trust writes in capitals", () => {
    const people = [{ name: "Ada", roles: [], authors: [] }];
    expect(personOf({ ...trust, people }, "ada")).toBe("Ada");
  });
});
