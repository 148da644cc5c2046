import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyringOf } from "../../evidence/keyring";
import { signEnvelope } from "../../evidence/sign-envelope";
import { statementOf, type Statement } from "../../evidence/statement";
import { payloadId, verifyBytes, verifyEnvelope } from "../../evidence/verify-statement";
import { cast } from "../support/evidence/people";

const { keys, trust } = cast();
const trusting = () => ({ keyring: keyringOf(trust), now: "2026-11-21T10:00:00Z" });
const statement = (signer: string): Statement =>
  statementOf({
    kind: "hold-lift",
    bound: { system: "shop", stack: "production" },
    signer,
    issued: "2026-11-21T09:30:00Z",
    claim: { heldRelease: "release-1", heldAt: "2026-11-20T08:00:00Z", reason: "a false alarm" },
  });
async function signed(by: string, signer = `${by}-2026`, change: (one: Statement) => unknown = (one) => one) {
  const key = keys[by];
  if (key === undefined) throw new Error(`nobody is called ${by}`);
  return signEnvelope(change(statement(signer)) as Statement, key);
}

describe("a signed statement", () => {
  it("comes with its key and the digest of its payload", async () => {
    const envelope = await signed("olga");
    const verified = verifyEnvelope(envelope, trusting());
    const id = createHash("sha256").update(Buffer.from(envelope.payload, "base64")).digest("hex");
    expect(verified).toMatchObject({
      kind: "present",
      value: { id, key: { id: "olga-2026" }, parsed: { kind: "hold-lift" } },
    });
    expect(verifyBytes(Buffer.from(JSON.stringify(envelope)), trusting())).toEqual(verified);
    expect(payloadId(Buffer.from("x"))).toBe("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
  });

  it.each<readonly [string, () => ReturnType<typeof signed>, string]>([
    [
      "names another key than signed it",
      () => signed("olga", "otto-2026"),
      'names the key "otto-2026" as its signer and is signed with "olga-2026"',
    ],
    [
      "is signed in a role that may not",
      () => signed("sam"),
      'is signed by the person "sam" with the role security, must be signed by a person in the role release-manager or',
    ],
    [
      "is issued before its key counts",
      () =>
        signed("olga", "olga-2026", (one) => ({
          ...one,
          predicate: { ...one.predicate, issued: "2025-12-31T23:59:59Z" },
        })),
      "was issued at 2025-12-31T23:59:59Z, outside of",
    ],
    ["is none", () => signed("olga", "olga-2026", () => ({})), "_type: Invalid input"],
  ])("is refused when it %s", async (_, sign, reason) => {
    const verified = verifyEnvelope(await sign(), trusting());
    expect(verified).toEqual({ kind: "invalid", reason: expect.stringContaining(reason) as string });
  });

  it("is refused when it is no envelope", () => {
    expect(verifyBytes(Buffer.from("[]"), trusting())).toEqual({
      kind: "invalid",
      reason: "the document: Invalid input: expected object, received array",
    });
  });
});
