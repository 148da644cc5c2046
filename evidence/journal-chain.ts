import { createHash } from "node:crypto";
import { JournalEntry, genesis } from "./journal-entry";
import type { Parsed } from "./parsed";
import { issueLine } from "./statement";
import { parseStrictJson } from "./strict-json";

/** One entry with its hash. */
export interface ChainLink {
  readonly hash: string;
  readonly entry: JournalEntry;
}

/** The hash of a line of the journal, without its line break. */
export const lineHash = (line: Uint8Array | string): string => createHash("sha256").update(line).digest("hex");

const lineFeed = 0x0a;
const maximumEntries = 100_000;

/** Checks the whole chain. The reason of an invalid one names the first entry that does not fit, counted from 1. */
export function parseChain(bytes: Buffer): Parsed<readonly ChainLink[]> {
  if (bytes.length === 0) return invalid("is empty: its first entry is missing");
  if (bytes.at(-1) !== lineFeed) return invalid("ends in the middle of an entry");
  const links: ChainLink[] = [];
  const seen = new Map<string, number>();
  let previous = genesis;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(lineFeed, start);
    const number = links.length + 1;
    if (number > maximumEntries) return invalid(`holds more than ${maximumEntries} entries`);
    const line = bytes.subarray(start, end);
    const entry = parseEntry(line);
    if (entry.kind === "invalid") return invalid(`entry ${number} ${entry.reason}`);
    if (entry.value.previous !== previous) {
      return invalid(brokenReason(number, entry.value.previous, seen.get(entry.value.previous)));
    }
    const hash = lineHash(line);
    seen.set(previous, number);
    links.push({ hash, entry: entry.value });
    previous = hash;
    start = end + 1;
  }
  return openingProblem(links);
}

const invalid = (reason: string): Parsed<never> => ({ kind: "invalid", reason });

function parseEntry(line: Uint8Array): Parsed<JournalEntry> {
  const json = parseStrictJson(line);
  if (json.kind !== "present") return json;
  const parsed = JournalEntry.safeParse(json.value);
  return parsed.success
    ? { kind: "present", value: parsed.data }
    : invalid(`is not readable: ${issueLine(parsed.error)}`);
}

/** Two entries that follow the same one are a fork; an entry that follows none was put behind one that was edited or cut out. */
const brokenReason = (number: number, previous: string, sibling: number | undefined): string =>
  sibling === undefined
    ? `entry ${number} does not follow entry ${number - 1}: an entry was edited, cut out or put in`
    : `is forked: entries ${sibling} and ${number} both follow ${previous === genesis ? "nothing" : `entry ${sibling - 1}`}`;

function openingProblem(links: readonly ChainLink[]): Parsed<readonly ChainLink[]> {
  if (links[0]?.entry.recorded.kind !== "opened") return invalid("does not start with the entry that opens it");
  const again = links.findIndex(({ entry }, index) => index > 0 && entry.recorded.kind === "opened");
  return again === -1 ? { kind: "present", value: links } : invalid(`entry ${again + 1} opens it a second time`);
}
