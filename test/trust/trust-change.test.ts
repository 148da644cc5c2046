import { expect, it } from "vitest";
import { readTrust } from "../../trust/read-trust";
import type { Trust } from "../../trust/trust";
import { trustChange, type ChangeSignature } from "../../trust/trust-change";
import { freshPem, sampleTrust, trustText } from "../support/sample-trust";

const now = "2026-06-01T00:00:00Z";
const written = sampleTrust();
written.keys.push({
  id: "ada-second",
  holder: "ada",
  "public key": freshPem(),
  from: "2026-01-01",
  until: "2027-01-01",
});
written.keys.push({
  id: "cleo-old",
  holder: "cleo",
  "public key": freshPem(),
  from: "2024-01-01",
  until: "2025-01-01",
});
written.keys.push({
  id: "cleo-next",
  holder: "cleo",
  "public key": freshPem(),
  from: "2026-09-01",
  until: "2027-09-01",
});
written.keys.push({
  id: "cleo-lost",
  holder: "cleo",
  "public key": freshPem(),
  from: "2026-01-01",
  until: "2027-01-01",
});
written.revocations.push({ key: "cleo-lost", at: "2026-05-31T23:59:59Z", reason: "lost" });
const before = (readTrust(trustText(written)) as { trust: Trust }).trust;
const by = (...keys: string[]): ChangeSignature[] => keys.map((keyId) => ({ keyId, valid: true }));

it("holds with two different people of the roles", () => {
  expect(trustChange(before, by("ada-2026", "cleo-2026"), now).holds).toBe(true);
});
it.each<[string, ChangeSignature[]]>([
  ["nobody signed", []],
  ["one person signed", by("ada-2026")],
  ["one person signed twice, with two keys", by("ada-2026", "ada-second")],
  ["one person signed twice, with one key", by("ada-2026", "ada-2026")],
  ["the second signer holds none of the roles", by("ada-2026", "ben-2026")],
  ["the second signer is a machine", by("ada-2026", "build-1")],
  ["the second key has expired", by("ada-2026", "cleo-old")],
  ["the second key does not count yet", by("ada-2026", "cleo-next")],
  ["the second key is revoked", by("ada-2026", "cleo-lost")],
  ["the second key is unknown to the trust before", by("ada-2026", "mallory-1")],
  ["the second signature is not valid", [...by("ada-2026"), { keyId: "cleo-2026", valid: false }]],
])("does not hold when %s, and says what is missing", (_fault, signatures) => {
  const { holds, reason } = trustChange(before, signatures, now);
  expect(holds).toBe(false);
  expect(reason).toMatch(
    /^a change of the trust needs 2 people of security, technical-lead .*, got [01] \((nobody|ada)\)$/,
  );
});
it("does not hold when the clock is unreadable", () => {
  expect(trustChange(before, by("ada-2026", "cleo-2026"), "soon").holds).toBe(false);
});
