import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appendJournal, type JournalFile } from "../../evidence/append-journal";
import { lineHash } from "../../evidence/journal-chain";
import type { Recorded } from "../../evidence/journal-entry";

let file: JournalFile;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-append-"));
  file = { path: join(folder, "evidence/production/journal.jsonl"), system: "shop", stack: "production" };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const at = "2026-11-21T10:00:00Z";
const hold: Recorded = { kind: "hold", release: "r", ceilingPercent: 0, reason: "errors", at };
const text = (): string => readFileSync(file.path, "utf8");
const opened = `{"at":"${at}","previous":"${"0".repeat(64)}","recorded":{"kind":"opened","stack":"production","system":"shop"},"schema":1}`;
const second = (previous: string): string =>
  `{"at":"${at}","previous":"${previous}","recorded":{"at":"${at}","ceilingPercent":0,"kind":"hold","reason":"errors","release":"r"},"schema":1}`;

describe("appending", () => {
  it("opens a journal that is not there, folders included, and writes one line of RFC 8785 JSON an entry", async () => {
    const head = await appendJournal(file, [hold], at);
    expect(text()).toBe(`${opened}\n${second(lineHash(opened))}\n`);
    expect(head).toBe(lineHash(second(lineHash(opened))));
  });

  it("goes on from the last line, and leaves what stands there as it is", async () => {
    await appendJournal(file, [], at);
    expect(text()).toBe(`${opened}\n`);
    const head = await appendJournal(file, [hold], at);
    expect(text()).toBe(`${opened}\n${second(lineHash(opened))}\n`);
    expect(await appendJournal(file, [], at)).toBe(head);
  });

  it.each([
    ["cannot be read", "nothing\n", 'journal "PATH": entry 1 is not valid JSON'],
    ["is empty", "", 'journal "PATH": is empty: its first entry is missing'],
  ])("refuses a journal that %s, and writes nothing to it", async (_, content, problem) => {
    await appendJournal(file, [], at);
    writeFileSync(file.path, content);
    await expect(appendJournal(file, [hold], at)).rejects.toThrow(problem.replace("PATH", file.path));
    expect(text()).toBe(content);
  });

  it.each([
    ["system", { system: "other" }],
    ["stack", { stack: "staging" }],
  ])("refuses the journal of another %s", async (_, change) => {
    await appendJournal(file, [], at);
    await expect(appendJournal({ ...file, ...change }, [hold], at)).rejects.toThrow(
      `journal "${file.path}": is the journal of "shop" on "production"`,
    );
    expect(text()).toBe(`${opened}\n`);
  });

  it("writes none of several entries when one of them is no entry", async () => {
    await appendJournal(file, [], at);
    await expect(appendJournal(file, [hold, { ...hold, ceilingPercent: 101 }], at)).rejects.toThrow(/ceilingPercent/);
    expect(text()).toBe(`${opened}\n`);
  });

  it("waits for whoever writes, and lets go of the lock when it is done and when it fails", async () => {
    await appendJournal(file, [], at);
    const release = await lock(file.path, { realpath: false });
    const waiting = appendJournal(file, [hold], at);
    await new Promise((done) => setTimeout(done, 100));
    expect(text()).toBe(`${opened}\n`);
    await release();
    await waiting;
    expect(text().split("\n")).toHaveLength(3);
    await expect(appendJournal({ ...file, system: "other" }, [], at)).rejects.toThrow();
    expect(existsSync(`${file.path}.lock`)).toBe(false);
  });
});
