import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgeTrustChange, pastTrustPath } from "../../evidence/trust-change";
import { trustHash } from "../../trust/read-trust";
import { GateCase } from "../support/evidence/gate-case";
import { now } from "../support/evidence/pieces";

let one: GateCase;
let before: string;
const after = `v1:${"e".repeat(64)}`;
beforeEach(async () => {
  one = await GateCase.make({ pieces: () => [] });
  before = trustHash(one.cast.trust);
  put(one.cast.trustText);
});
afterEach(() => {
  one.clean();
});

function put(text: string): void {
  const path = join(one.root, pastTrustPath("evidence", before));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const signedBy = (by: string, claim: object = {}, sign: object = {}) =>
  one.add({
    name: `change by ${by}`,
    by,
    sign: {
      kind: "trust-change",
      bound: { system: "shop" },
      issued: "2026-11-21T09:30:00Z",
      claim: { before, after, reason: "a new key", ...claim },
      ...sign,
    },
  });
const judge = (change: { after?: string; now?: string } = {}) =>
  judgeTrustChange({ root: one.root, folder: "evidence", system: "shop", before, after, now, ...change });

describe("a change of the trust", () => {
  it("holds with the threshold of the previous keys", async () => {
    await signedBy("sam");
    expect(judge()).toMatchObject({
      status: "fail",
      reason: expect.stringContaining(
        "needs 2 people of security, operations as the trust before it names them, got 1 (sam)",
      ) as string,
    });
    await signedBy("olga");
    expect(judge()).toMatchObject({ status: "pass", reason: expect.stringContaining("got 2 (olga, sam)") as string });
  });

  it("is judged as a gate when progress names another trust", async () => {
    await signedBy("sam");
    await signedBy("olga");
    expect(one.judge("trust-change", { trustHashes: { before, after } }).status).toBe("pass");
    expect(one.judge("trust-change", { trustHashes: { before, after: before } }).status).toBe("pass");
    expect(one.judge("trust-change")).toMatchObject({
      status: "unknown",
      reason: "trust: its change was not given to the judge",
    });
  });

  it("does not count a signature that was withdrawn", async () => {
    await signedBy("sam");
    await signedBy("olga");
    expect(one.judge("trust-change", { trustHashes: { before, after } }).status).toBe("pass");
    await one.withdraw("change by olga", "olga");
    expect(one.judge("trust-change", { trustHashes: { before, after } })).toMatchObject({
      status: "fail",
      reason: expect.stringMatching(/got 1 \(sam\); "evidence\/[^"]+" was withdrawn$/) as string,
    });
  });

  it.each([
    ["by somebody without such a role", async () => signedBy("pia")],
    ["by a machine", async () => signedBy("build")],
    ["of another change", async () => signedBy("olga", { after: `v1:${"d".repeat(64)}` })],
    ["of a change from elsewhere", async () => signedBy("olga", { before: `v1:${"d".repeat(64)}` })],
    ["twice by one person", async () => signedBy("sam", { reason: "again" })],
  ])("does not hold with a second signature %s", async (_, second) => {
    await signedBy("sam");
    await second();
    expect(judge()).toMatchObject({ status: "fail", reason: expect.stringContaining("got 1 (sam)") as string });
  });

  it.each([
    ["that expired", { expires: now }, /"evidence\/[^"]+" expired at/],
    ["that counts only later", { notBefore: "2026-11-21T10:00:01Z" }, /"evidence\/[^"]+" counts only from/],
    ["that is too old", { issued: "2026-10-22T09:59:59Z" }, /"evidence\/[^"]+" is 30 days .*old/],
    ["from the future", { issued: "2026-11-21T10:00:01Z" }, /"evidence\/[^"]+" is from the future/],
    ["of another system", { bound: { system: "shoq" } }, /"evidence\/[^"]+" is for the system "shoq"/],
  ])("does not hold with a second signature %s, and says so", async (_, sign, reason) => {
    await signedBy("sam");
    await signedBy("olga", {}, sign);
    const verdict = judge();
    expect(verdict).toMatchObject({ status: "fail", reason: expect.stringContaining("got 1 (sam)") as string });
    expect(verdict.reason).toMatch(reason);
  });

  it.each([
    ["is not there", undefined, /is absent$/],
    ["is no trust", "people: []", /cannot be read$/],
  ])("cannot be judged when the previous trust %s", (_, text, reason) => {
    if (text === undefined) rmSync(join(one.root, pastTrustPath("evidence", before)));
    else put(text);
    expect(judge()).toMatchObject({ status: "unknown", reason: expect.stringMatching(reason) as string });
  });

  it("does not take another trust for the previous one, whatever it is called", async () => {
    await signedBy("sam");
    await signedBy("olga");
    put(one.cast.trustText.replace("threshold: 2", "threshold: 3"));
    expect(judge()).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("is not the previous trust, got v1:") as string,
    });
  });
});
