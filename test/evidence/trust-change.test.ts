import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const checklist = () => ({
  by: "rita",
  sign: {
    kind: "checklist" as const,
    bound: { system: "shop", stack: "production", plan: one.planHash, release: "release-2" },
    artifacts: one.subject.release.artifacts,
    issued: "2026-11-21T09:30:00Z",
    claim: { done: [], open: [] },
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

  it("is none while progress names the trust that stands there, whatever was signed", () => {
    rmSync(join(one.root, "evidence/trust"), { recursive: true });
    expect(judge({ after: before })).toEqual({ status: "pass", reason: "trust: is the one that progress names" });
  });

  const needed = "a change of the trust needs 2 people of security, operations as the trust before it names them";
  const remedy = () =>
    `people of the previous trust: npx sluice sign trust-change --claim before=${before} --claim after=${after}`;

  it("says from which trust to which, what is missing and what to run", () => {
    expect(judge()).toEqual({
      status: "fail",
      reason: `trust ${before} to ${after}: ${needed}, got 0 (nobody)`,
      remedy: remedy(),
    });
  });

  it("says from which trust to which when it holds", async () => {
    await signedBy("sam");
    await signedBy("olga");
    await one.add({ ...checklist(), name: "checklist" });
    writeFileSync(join(one.root, "evidence/a.dsse.json"), "{");
    expect(judge()).toEqual({ status: "pass", reason: `trust ${before} to ${after}: ${needed}, got 2 (olga, sam)` });
  });

  it("names the first three signatures that do not count, and no other evidence", async () => {
    for (const by of ["rita", "lea", "pia", "tom"]) await signedBy(by, { after: `v1:${"d".repeat(64)}` });
    await one.add({ ...checklist(), name: "checklist" });
    const { status, reason } = judge();
    const parts = reason.split("; ");
    expect([status, parts.length]).toEqual(["fail", 4]);
    for (const part of parts.slice(1)) {
      expect(part).toMatch(
        new RegExp(`^"evidence/trust-change-[0-9a-f]{12}\\.dsse\\.json" is for the change of ${before} to v1:d{64}$`),
      );
    }
  });

  it("names a signature that does not verify, with the reason", async () => {
    const { path } = await signedBy("sam");
    const text = readFileSync(join(one.root, path), "utf8");
    writeFileSync(join(one.root, path), text.replace(/"sig": "[^"]+"/, '"sig": "AAAA"'));
    expect(judge().reason).toBe(
      `trust ${before} to ${after}: ${needed}, got 0 (nobody); "${path}" has a signature that does not fit its payload and the key "sam-2026"`,
    );
  });

  it("says which system a signature is for", async () => {
    const { path } = await signedBy("sam", {}, { bound: { system: "shoq" } });
    expect(judge().reason).toMatch(
      new RegExp(`"${path.replaceAll(".", "\\.")}" is for the system "shoq", must be for "shop"$`),
    );
  });

  it("cannot be judged from a folder that cannot be read, nor from a previous trust that cannot", () => {
    const path = pastTrustPath("evidence", before);
    const putBack = `put the previous trust back as "${path}"`;
    const what = `trust ${before} to ${after}: `;
    rmSync(join(one.root, path));
    expect(judge()).toEqual({
      status: "unknown",
      reason: `${what}the previous trust "${path}" is absent`,
      remedy: putBack,
    });
    put("people: []");
    expect(judge().reason).toBe(`${what}the previous trust "${path}" cannot be read`);
    put(" ".repeat(1_048_577));
    expect(judge().reason).toBe(`${what}the previous trust "${path}" must be at most 1048576 bytes, got 1048577`);
    put(one.cast.trustText);
    mkdirSync(join(one.root, "evidence/1/2/3/4/5/6/7"), { recursive: true });
    expect(judge()).toEqual({
      status: "unknown",
      reason: `${what}"evidence/1/2/3/4/5/6/7" nests deeper than 6 folders`,
      remedy: remedy(),
    });
  });

  it.each([
    [`v1:${"a".repeat(64)}`, `evidence/trust/${"a".repeat(64)}.yaml`],
    [`v12:${"a".repeat(64)}`, `evidence/trust/${"a".repeat(64)}.yaml`],
    ["xv1:a", "evidence/trust/xv1:a.yaml"],
  ])("looks for the trust %s under its digits", (hash, path) => {
    expect(pastTrustPath("evidence", hash)).toBe(path);
  });
});
