import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import canonicalize from "canonicalize";
import { lock } from "proper-lockfile";
import type { Instant } from "../release/instant";
import { lineHash, parseChain } from "./journal-chain";
import { genesis, JournalEntry, type Recorded } from "./journal-entry";

/** Where entries go, and for whom the journal is opened when it is not there yet. */
export interface JournalFile {
  readonly path: string;
  readonly system: string;
  readonly stack: string;
}

/**
 * Appends entries to the journal, one writer at a time, and gives the new head. A chain that does not hold is never
 * written to: throws with what is wrong with it.
 */
export async function appendJournal(file: JournalFile, recorded: readonly Recorded[], at: Instant): Promise<string> {
  mkdirSync(dirname(file.path), { recursive: true });
  const retries = { retries: 100, minTimeout: 10, maxTimeout: 100 };
  const release = await lock(file.path, { realpath: false, stale: 10_000, retries });
  try {
    let head = headOf(file);
    const entries = head === genesis ? [opening(file), ...recorded] : recorded;
    let text = "";
    for (const one of entries) {
      const line = canonicalize(JournalEntry.parse({ schema: 1, at, previous: head, recorded: one })) ?? "";
      head = lineHash(line);
      text += `${line}\n`;
    }
    appendWhole(file.path, text);
    return head;
  } finally {
    await release();
  }
}

const opening = ({ system, stack }: JournalFile): Recorded => ({ kind: "opened", system, stack });

function headOf({ path, system, stack }: JournalFile): string {
  if (!existsSync(path)) return genesis;
  const chain = parseChain(readFileSync(path));
  if (chain.kind === "invalid") throw new Error(`journal "${path}": ${chain.reason}`);
  const opened = chain.value[0]?.entry.recorded;
  if (opened?.kind === "opened" && (opened.system !== system || opened.stack !== stack)) {
    throw new Error(`journal "${path}": is the journal of "${opened.system}" on "${opened.stack}"`);
  }
  return chain.value.at(-1)?.hash ?? genesis;
}

function appendWhole(path: string, text: string): void {
  const handle = openSync(path, "a");
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
