import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendJournal } from "../../evidence/append-journal";
import { keyringOf } from "../../evidence/keyring";
import { readJournal, type JournalPlace, type VerifiedJournal } from "../../evidence/read-journal";
import type { ToSign } from "../../evidence/sign-evidence";
import { GateCase } from "../support/evidence/gate-case";
import { now } from "../support/evidence/pieces";

let one: GateCase;
beforeEach(async () => {
  one = await GateCase.make({ pieces: (all) => all.filter(({ name }) => name === "checklist") });
});
afterEach(() => {
  one.clean();
});

const place = (change: Partial<JournalPlace> = {}): JournalPlace => ({
  ...{ root: one.root, path: "evidence/journal.jsonl", system: "shop", stack: "production", now },
  keyring: keyringOf(one.cast.trust),
  ...change,
});
const journal = (change: Partial<JournalPlace> = {}): VerifiedJournal => {
  const read = readJournal(place(change));
  if (read.kind !== "present") throw new Error(JSON.stringify(read));
  return read.value;
};
const reason = (change: Partial<JournalPlace> = {}): string => {
  const read = readJournal(place(change));
  return read.kind === "unknown" ? read.reason : read.kind;
};
const heldAt = "2026-11-20T08:00:00Z";
const lift = (change: Partial<ToSign> = {}): ToSign =>
  ({
    kind: "hold-lift",
    bound: { system: "shop", stack: "production" },
    issued: "2026-11-21T09:00:00Z",
    claim: { heldRelease: "release-1", heldAt, reason: "a false alarm" },
    ...change,
  }) as ToSign;
const file = () => ({ ...one.home.journal, path: join(one.root, one.home.journal.path) });

describe("reading a journal", () => {
  it("tells absent, unreadable and present apart", () => {
    expect(reason({ path: "evidence/none.jsonl" })).toBe("absent");
    expect(reason({ path: "../journal.jsonl" })).toBe(
      'journal "../journal.jsonl": leads out of the folder of evidence',
    );
    expect(journal().links).toHaveLength(2);
  });

  it.each([
    ["system", { system: "other" }, 'is not the journal of "other" on "production"'],
    ["stack", { stack: "staging" }, 'is not the journal of "shop" on "staging"'],
  ])("refuses that of another %s", (_, change, text) => {
    expect(reason(change)).toBe(`journal "evidence/journal.jsonl": ${text}`);
  });

  it("believes nothing of a chain that does not hold, not even a withdrawal", async () => {
    await one.withdraw("checklist", "sam");
    const text = readFileSync(file().path, "utf8");
    writeFileSync(file().path, text.replace("2026-11-21T09:30:00Z", "2026-11-21T09:30:01Z"));
    expect(reason()).toContain("does not follow entry");
  });

  it("says whether it reaches what progress names", async () => {
    const { head } = journal();
    await appendJournal(
      file(),
      [{ kind: "transition", move: "up", release: "r", from: "a", to: "b", sharePercent: 5 }],
      now,
    );
    expect(journal({ progressHead: head }).reachesProgress).toBe(true);
    expect(journal({ progressHead: journal().head }).reachesProgress).toBe(true);
    expect(journal({ progressHead: "f".repeat(64) }).reachesProgress).toBe(false);
    expect(journal().reachesProgress).toBe(true);
  });

  it("knows of a bootstrap only from its own transition", async () => {
    expect(journal().bootstrapped).toBe(false);
    await appendJournal(
      file(),
      [{ kind: "transition", move: "bootstrap", release: "r", from: "nothing", to: "bootstrap", sharePercent: 100 }],
      now,
    );
    expect(journal().bootstrapped).toBe(true);
  });

  it("gives its links, its head and what it has seen, with the time of each", () => {
    const { links, head, evidence, holds, lifts, withdrawals, problems } = journal();
    expect(head).toBe(links[1]?.hash);
    const { id, path } = one.signed.get("checklist") ?? {};
    expect(evidence).toEqual([
      { kind: "evidence", evidence: id, of: "checklist", path, release: "release-2", at: "2026-11-21T09:30:00Z" },
    ]);
    expect([holds, lifts, withdrawals, problems]).toEqual([[], [], [], []]);
  });

  it("knows of no bootstrap from a transition of another kind", async () => {
    await appendJournal(
      file(),
      [{ kind: "transition", move: "up", release: "r", from: "a", to: "bootstrap", sharePercent: 5 }],
      now,
    );
    expect(journal().bootstrapped).toBe(false);
  });

  it("keeps a hold as it was recorded", async () => {
    const hold = { release: "release-1", ceilingPercent: 5, reason: "errors", at: heldAt };
    await appendJournal(file(), [{ kind: "hold", ...hold }], now);
    expect(journal().holds).toEqual([hold]);
  });

  it("keeps every hold, oldest first", async () => {
    const hold = (at: string) => ({
      kind: "hold" as const,
      release: "release-1",
      ceilingPercent: 0,
      reason: "errors",
      at,
      artifacts: {},
      sourceRevision: "a",
    });
    await appendJournal(file(), [hold(heldAt), hold(now)], now);
    expect(journal().holds.map(({ at }) => at)).toEqual([heldAt, now]);
  });
});

describe("a lift in the journal", () => {
  it("counts with every check that other evidence must pass", async () => {
    await one.add({ name: "lift", by: "olga", sign: lift({ issued: "2026-11-21T09:30:00Z" }) });
    expect(journal()).toMatchObject({ lifts: [{ release: "release-1", at: heldAt }], problems: [] });
  });

  it.each([
    ["by a role that may not", "sam", {}, /is signed by the person "sam" with the role security, must be signed by/],
    ["by a machine", "build", {}, /is signed by the machine "build"/],
    ["for another stack", "olga", { bound: { system: "shop", stack: "staging" } }, /is bound to "shop" on "staging"/],
    [
      "that was recorded more than a day later",
      "olga",
      { issued: "2026-11-20T09:29:59Z" },
      /must be recorded within a day/,
    ],
    ["from after it was recorded", "olga", { issued: "2026-11-21T09:30:01Z" }, /must be recorded within a day/],
  ])("%s does not count, and the journal says why", async (_, by, change, text) => {
    await one.add({ name: "lift", by, sign: lift(change) });
    const { lifts, problems } = journal();
    expect(lifts).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(text)]);
  });

  it("no longer counts once its key is revoked", async () => {
    await one.add({ name: "lift", by: "olga", sign: lift() });
    const revocations = [{ key: "olga-2026", at: now, reason: "stolen" }];
    expect(journal({ keyring: keyringOf({ ...one.cast.trust, revocations }) }).lifts).toEqual([]);
  });

  it("does not count when it is some other evidence", async () => {
    const signed = one.signed.get("checklist")?.path ?? "";
    const envelope = JSON.parse(readFileSync(join(one.root, signed), "utf8")) as never;
    await appendJournal(file(), [{ kind: "lift", envelope }], now);
    expect(journal()).toMatchObject({ lifts: [], problems: ['lift in entry 3: is of the kind "checklist"'] });
  });
});

describe("a lift at its limits", () => {
  it.each([
    ["in the second in which it was issued", "2026-11-21T09:30:00Z", true],
    ["a day later", "2026-11-20T09:30:00Z", true],
    ["a second more than a day later", "2026-11-20T09:29:59Z", false],
  ])("that was recorded %s is told right", async (_, issued, counts) => {
    await one.add({ name: "lift", by: "olga", sign: lift({ issued }) });
    const { lifts, problems } = journal();
    expect(lifts).toHaveLength(counts ? 1 : 0);
    expect(problems).toEqual(
      counts
        ? []
        : [
            `lift in entry 3: was issued at ${issued} and recorded at 2026-11-21T09:30:00Z, must be recorded within a day`,
          ],
    );
  });

  it("for another system does not count, and says for which", async () => {
    await one.add({ name: "lift", by: "olga", sign: lift({ bound: { system: "shoq", stack: "production" } }) });
    expect(journal()).toMatchObject({ lifts: [], problems: ['lift in entry 3: is bound to "shoq" on "production"'] });
  });
});

describe("a withdrawal in the journal", () => {
  it("says of what it takes back, by whom and why, and who that was when nobody knows any more", async () => {
    await one.withdraw("checklist", "sam");
    const evidence = one.signed.get("checklist")?.id;
    const withdrawal = { evidence, reason: "it was a mistake", by: "sam" };
    expect(journal().withdrawals).toEqual([withdrawal]);
    expect(journal({ keyring: new Map() }).withdrawals).toEqual([{ ...withdrawal, by: "an unknown signer" }]);
  });

  it("that is some other evidence takes nothing back, and the journal says so", async () => {
    const signed = one.signed.get("checklist")?.path ?? "";
    const envelope = JSON.parse(readFileSync(join(one.root, signed), "utf8")) as { payload: string };
    const unreadable = { ...envelope, payload: "e30=" };
    await appendJournal(
      file(),
      [envelope, unreadable].map((one) => ({ kind: "withdrawal", envelope: one as never })),
      now,
    );
    expect(journal()).toMatchObject({
      withdrawals: [],
      problems: ["withdrawal in entry 3: names no evidence", "withdrawal in entry 4: names no evidence"],
    });
  });

  it("holds without its file, and also when the key that signed it was revoked or left the trust", async () => {
    const { path } = await one.withdraw("checklist", "sam");
    writeFileSync(join(one.root, path), "gone");
    const { revocations, keys } = one.cast.trust;
    for (const trust of [
      one.cast.trust,
      { ...one.cast.trust, revocations: [...revocations, { key: "sam-2026", at: now, reason: "x" }] },
      { ...one.cast.trust, keys: keys.filter(({ id }) => id !== "sam-2026") },
    ]) {
      expect(one.judge("checklist", { trust })).toMatchObject({
        status: "unknown",
        reason: expect.stringContaining("was withdrawn by") as string,
      });
    }
  });

  it("cannot be cut off once progress names an entry behind it", async () => {
    await one.withdraw("checklist", "sam");
    const { head } = journal();
    const lines = readFileSync(file().path, "utf8").trimEnd().split("\n");
    writeFileSync(file().path, "");
    appendFileSync(file().path, `${lines.slice(0, -1).join("\n")}\n`);
    expect(one.judge("checklist", { progressHead: head }).reason).toContain("the journal was cut");
  });
});
