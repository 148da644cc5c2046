import { describe } from "vitest";
import { testMistakes } from "../mistake";
import type { Mistake } from "../mistake";
import { first, whole } from "../written-example";

const store = { name: "database", kind: "postgres" };
const backup = {
  stores: ["database"],
  every: "6 hours",
  keep: "30 days",
  "recovery point": "6 hours",
  "recovery time": "1 hour",
};
const withBackup = (changes: object) => whole({ stores: [store], backup: { ...backup, ...changes } });

const mistakes: readonly Mistake[] = [
  [
    "backups rarer than the recovery point",
    withBackup({ every: "7 hours" }),
    "backup.every: must be at most the recovery point, 6 hours, got 7 hours",
  ],
  [
    "backups that are gone at once",
    withBackup({ keep: "6 hours" }),
    "backup.every: must be shorter than backups are kept, 6 hours, got 6 hours",
  ],
  [
    "a page slower than a warning",
    whole({ "on-call": { page: "20 minutes", warn: "15 minutes" } }),
    "on-call.page: must be no slower than a warning, 15 minutes, got 20 minutes",
  ],
  [
    "a warning slower than a note",
    whole({ "on-call": { warn: "next business day", info: "1 hour" } }),
    "on-call.warn: must be no slower than a note, 1 hour, got the next business day",
  ],
  [
    "a check that comes too late",
    first({ checks: [{ what: "logs", every: "2 hours", "for the first": "1 hour" }] }),
    'phases[0].checks[0].every: must be at most "for the first", 1 hour, got 2 hours',
  ],
];

describe("a plan with a mistake in its durations", () => testMistakes(mistakes));
