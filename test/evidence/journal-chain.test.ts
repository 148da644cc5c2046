import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendJournal } from "../../evidence/append-journal";
import { parseChain } from "../../evidence/journal-chain";
import type { Recorded } from "../../evidence/journal-entry";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-journal-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const file = () => ({ path: join(folder, "journal.jsonl"), system: "shop", stack: "production" });
const entry = (to: string): Recorded => ({
  kind: "transition",
  move: "up",
  release: "r",
  from: "prepare",
  to,
  sharePercent: 5,
});
const at = "2026-11-21T10:00:00Z";
const lines = (): string[] => readFileSync(file().path, "utf8").trimEnd().split("\n");
const write = (all: readonly string[]): void => writeFileSync(file().path, `${all.join("\n")}\n`);
const parsed = () => parseChain(readFileSync(file().path));

describe("a chain", () => {
  it("holds as it was written, and its head is the hash of the last entry", async () => {
    await appendJournal(file(), [entry("a"), entry("b")], at);
    const head = await appendJournal(file(), [entry("c")], at);
    const chain = parsed();
    expect(chain.kind === "present" ? chain.value.map(({ entry: { recorded } }) => recorded.kind) : chain).toEqual([
      "opened",
      "transition",
      "transition",
      "transition",
    ]);
    expect(chain.kind === "present" ? chain.value.at(-1)?.hash : "").toBe(head);
  });

  it("holds when forty writers write at once, each entry once", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, number) => appendJournal(file(), [entry(`p${number}`)], at)));
    const chain = parsed();
    const names =
      chain.kind === "present"
        ? chain.value.flatMap(({ entry: { recorded } }) => (recorded.kind === "transition" ? [recorded.to] : []))
        : [];
    expect(new Set(names).size).toBe(40);
    expect(names).toHaveLength(40);
  });

  const broken: readonly (readonly [string, (all: string[]) => string[], string])[] = [
    [
      "an entry was edited",
      (all) => all.map((line, number) => (number === 1 ? line.replace('"a"', '"x"') : line)),
      "entry 3 does not follow entry 2: an entry was edited, cut out or put in",
    ],
    [
      "an entry was cut out",
      (all) => all.filter((_, number) => number !== 1),
      "entry 2 does not follow entry 1: an entry was edited, cut out or put in",
    ],
    [
      "two entries were swapped",
      ([first = "", second = "", third = "", ...rest]) => [first, third, second, ...rest],
      "entry 2 does not follow entry 1: an entry was edited, cut out or put in",
    ],
    ["an entry stands twice", (all) => [...all, all.at(-1) ?? ""], "is forked: entries 4 and 5 both follow entry 3"],
    [
      "two branches were merged",
      ([first = "", second = "", ...rest]) => [first, second, second.replace('"a"', '"x"'), ...rest],
      "is forked: entries 2 and 3 both follow entry 1",
    ],
    [
      "the first entry is gone",
      (all) => all.slice(1),
      "entry 1 does not follow entry 0: an entry was edited, cut out or put in",
    ],
    ["a line is empty", (all) => [...all, ""], "entry 5 is not valid JSON"],
    ["a line is no entry", (all) => [...all, "{}"], "entry 5 is not readable: schema: Invalid input: expected 1"],
    [
      "a property stands twice",
      (all) => all.map((line) => line.replace("{", '{"at":"x",')),
      'entry 1 has the property "at" twice',
    ],
  ];
  it.each(broken)("is found broken when %s", async (_, change, reason) => {
    await appendJournal(file(), [entry("a"), entry("b"), entry("c")], at);
    write(change(lines()));
    expect(parsed()).toEqual({ kind: "invalid", reason });
  });

  it("is found broken when its last entry is half written, and is not written to any more", async () => {
    await appendJournal(file(), [entry("a")], at);
    const bytes = readFileSync(file().path);
    writeFileSync(file().path, bytes.subarray(0, -1));
    expect(parsed()).toEqual({ kind: "invalid", reason: "ends in the middle of an entry" });
    await expect(appendJournal(file(), [entry("b")], at)).rejects.toThrow(
      /journal ".*": ends in the middle of an entry/,
    );
  });

  it("keeps a shortened chain whole: only the head in progress can tell, and does", async () => {
    const head = await appendJournal(file(), [entry("a"), entry("b")], at);
    write(lines().slice(0, -1));
    const chain = parsed();
    expect(chain.kind).toBe("present");
    expect(chain.kind === "present" && chain.value.some(({ hash }) => hash === head)).toBe(false);
  });

  it("is not written to for another system or stack", async () => {
    await appendJournal(file(), [entry("a")], at);
    await expect(appendJournal({ ...file(), stack: "staging" }, [entry("b")], at)).rejects.toThrow(
      'is the journal of "shop" on "production"',
    );
  });
});
